import { readFile, writeFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';

import { CONTROLLERS, RESOLVERS } from './api.module.js';
import { REQUIRED_PERMISSION } from './access/requires.decorator.js';
import { printApiSchema } from './print-api-schema.js';

const COMMITTED = new URL('../../../schema.graphql', import.meta.url);

describe('GraphQL schema', () => {
  it('is the one that is committed (UPDATE_SCHEMA=1 writes it anew)', async () => {
    const schema = await printApiSchema();
    if (process.env.UPDATE_SCHEMA === '1') await writeFile(COMMITTED, schema);
    expect(schema).toBe(await readFile(COMMITTED, 'utf8'));
  });
});

describe('doors', () => {
  const handlers = [...RESOLVERS, ...CONTROLLERS].flatMap((door) =>
    Object.getOwnPropertyNames(door.prototype)
      .filter((name) => name !== 'constructor')
      .map((name) => ({ door, name, handler: (door.prototype as unknown as Record<string, unknown>)[name] }))
      .filter(({ handler }) => isEntry(handler)),
  );

  it('are found by this test at all', () => {
    expect(handlers.length).toBeGreaterThan(30);
  });

  it.each(handlers.map(({ door, name, handler }) => [`${door.name}.${name}`, handler] as const))(
    '%s declares who may call it',
    (_, handler) => {
      expect(Reflect.getMetadata(REQUIRED_PERMISSION, handler as object)).toBeDefined();
    },
  );
});

/** Root operations and routes; field resolvers are guarded by the permission of the read they delegate to. */
function isEntry(handler: unknown): boolean {
  if (typeof handler !== 'function') return false;
  const operation: unknown = Reflect.getMetadata('graphql:resolver_type', handler);
  return operation === 'Query' || operation === 'Mutation' || Reflect.hasMetadata('path', handler);
}
