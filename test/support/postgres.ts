import { afterAll, beforeAll } from '@jest/globals';

import type { DatabaseOptions } from '#persistence';

import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from './test-database.js';

export { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from './test-database.js';

/** One migrated database for a suite, dropped after it. Read `current` inside tests and hooks only. */
export function withDatabase(options: Omit<DatabaseOptions, 'urls'> = {}): {
  readonly current: TestDatabase;
  readonly server: TestServer;
} {
  let server: TestServer | undefined;
  let current: TestDatabase | undefined;
  beforeAll(async () => {
    server = await startTestServer();
    current = await createTestDatabase(server, options);
  });
  afterAll(async () => {
    await current?.close();
    await server?.stop();
  });
  return {
    get current() {
      return held(current);
    },
    get server() {
      return held(server);
    },
  };
}

function held<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test database is there inside tests and hooks only');
  return value;
}
