import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';

import { AppError } from '#kernel';
import { loadConfig, Logger, Secret, type Config } from '#platform';

import { openDatabase } from './open-database.js';
import { serverRoles } from './server-roles.js';

type ServerConfig = Parameters<typeof serverRoles>[0];

function buildConfig(changes: Partial<ServerConfig> = {}): ServerConfig {
  return {
    kind: 'server',
    url: new Secret('postgres://averment_app:app-password@db.example:6432/averment?sslmode=verify-full'),
    ownerUrl: undefined,
    relayPassword: new Secret('relay-password'),
    authPassword: new Secret('auth-password'),
    ...changes,
  };
}

function codeAndMessage(work: () => unknown): readonly [string, string] {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return [`${error.kind} ${error.code}`, error.message];
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What the driver makes of a connection string. */
function readBack(connectionString: string) {
  const { user, password, host, port, database } = new Client({ connectionString });
  return { user, password, host, port, database };
}

describe('the roles on a server that is somebody else’s', () => {
  it('reach the same database each under its own name and password', () => {
    const { urls, passwords } = serverRoles(buildConfig());
    const same = { host: 'db.example', port: 6432, database: 'averment' };
    expect(readBack(urls.app)).toEqual({ ...same, user: 'averment_app', password: 'app-password' });
    expect(readBack(urls.relay)).toEqual({ ...same, user: 'averment_relay', password: 'relay-password' });
    expect(readBack(urls.auth)).toEqual({ ...same, user: 'averment_auth', password: 'auth-password' });
    expect(passwords).toEqual({ app: 'app-password', relay: 'relay-password', auth: 'auth-password' });
    expect(Object.values(urls).map((url) => new URL(url).search)).toEqual(Array(3).fill('?sslmode=verify-full'));
  });

  it('are never the owner, whatever user the URL names', () => {
    const url = new Secret('postgres://postgres:secret@db.example/averment');
    expect(readBack(serverRoles(buildConfig({ url })).urls.app).user).toBe('averment_app');
  });

  it('keep every character of their passwords on the way to the driver', () => {
    const password = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(password, password, (app, relay) => {
        const url = new Secret(`postgres://averment_app:${encodeURIComponent(app)}@db.example/averment`);
        const { urls, passwords } = serverRoles(buildConfig({ url, relayPassword: new Secret(relay) }));
        expect([passwords.app, readBack(urls.app).password]).toEqual([app, app]);
        expect(readBack(urls.relay)).toMatchObject({ password: relay, host: 'db.example', database: 'averment' });
      }),
    );
  });

  it('reach a unix socket that the URL names as its host', () => {
    const url = new Secret('postgres://averment_app:app-password@%2Frun%2Fpostgresql/averment');
    expect(readBack(serverRoles(buildConfig({ url })).urls.auth).host).toBe('/run/postgresql');
  });

  it.each([
    ['AVERMENT_DATABASE_RELAY_PASSWORD', { relayPassword: undefined }],
    ['AVERMENT_DATABASE_AUTH_PASSWORD', { authPassword: undefined }],
    ['AVERMENT_DATABASE_URL', { url: new Secret('postgres://averment_app@db.example/averment') }],
    ['AVERMENT_DATABASE_URL', { url: new Secret('postgres://averment_app:100%@db.example/averment') }],
  ] as const)('are refused without a usable password, by the name of the variable: %s', (name, changes) => {
    const [code, message] = codeAndMessage(() => serverRoles(buildConfig(changes)));
    expect(code).toBe('invalid CONFIGURATION_INVALID');
    expect(message).toContain(name);
    expect(message).not.toContain('100%');
  });
});

describe('opening a database', () => {
  it('refuses a missing password before anything is reached', async () => {
    const { config } = loadConfig({});
    const database = buildConfig({ ownerUrl: new Secret('postgres://o:p@db.invalid/a'), relayPassword: undefined });
    const opening = openDatabase({ ...config, database } satisfies Config, new Logger());
    await expect(opening).rejects.toMatchObject({ kind: 'invalid', code: 'CONFIGURATION_INVALID' });
  });
});
