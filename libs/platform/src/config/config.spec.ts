import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, it } from '@jest/globals';

import { AppError } from '#kernel';

import { loadConfig } from './config.js';
import { configurationTable } from './configuration-table.js';
import { keptSecret } from './kept-secret.js';

describe('the configuration', () => {
  it('needs nothing: without any variable it is a standalone server on this machine', () => {
    const { config, warnings } = loadConfig({ PATH: '/usr/bin' });
    expect(config).toMatchObject({
      http: { host: '127.0.0.1', port: 8080, explorer: true },
      database: { kind: 'embedded' },
      queue: { kind: 'postgres' },
      operatorToken: undefined,
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(config.judge.threads).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it('reads an empty variable as absent', () => {
    expect(loadConfig({ AVERMENT_PORT: '' }).config.http.port).toBe(8080);
  });

  it.each([
    ['AVERMENT_PORT', '80a'],
    ['AVERMENT_PORT', '65536'],
    ['AVERMENT_HOST', 'not a host'],
    ['AVERMENT_DATABASE_URL', 'mysql://localhost/averment'],
    ['AVERMENT_REDIS_URL', 'http://localhost'],
    ['AVERMENT_QUEUE', 'kafka'],
    ['AVERMENT_KEY_PASSPHRASE', 'short'],
    ['AVERMENT_WORKER_THREADS', '-1'],
    ['AVERMENT_EXPLORER', 'yes'],
    ['AVERMENT_URL', 'ftp://localhost'],
  ])('refuses %s=%s with the name and the expected form, and never shows the value', (name, value) => {
    const error = errorOf({ [name]: value });
    expect(error).toMatchObject({ kind: 'invalid', code: 'CONFIGURATION_INVALID' });
    expect(error.message).toContain(`${name} must be `);
    expect(error.message).not.toContain(value);
  });

  it('names every wrong variable at once', () => {
    expect(errorOf({ AVERMENT_PORT: 'x', AVERMENT_QUEUE: 'y' }).message).toMatch(/AVERMENT_PORT.*AVERMENT_QUEUE/);
  });

  it('lets a ceiling be lowered but not raised', () => {
    expect(loadConfig({ AVERMENT_MAX_UPLOAD_BYTES: '4096' }).config.maxUploadBytes).toBe(4096);
    expect(errorOf({ AVERMENT_MAX_UPLOAD_BYTES: '67108865' }).code).toBe('CONFIGURATION_INVALID');
  });

  it('asks for the address of Redis when the queue shall run on it', () => {
    expect(errorOf({ AVERMENT_QUEUE: 'redis' }).message).toContain('AVERMENT_REDIS_URL');
    const { queue } = loadConfig({ AVERMENT_QUEUE: 'redis', AVERMENT_REDIS_URL: 'redis://127.0.0.1:6379' }).config;
    expect(queue.kind === 'redis' && queue.url.reveal()).toBe('redis://127.0.0.1:6379');
  });

  it('warns about a misspelt variable instead of ignoring it in silence', () => {
    const { warnings } = loadConfig({ AVERMENT_PROT: '80' });
    expect(warnings).toEqual([expect.stringMatching(/^AVERMENT_PROT is no setting/)]);
  });

  it('shows no secret when it is printed', () => {
    const password = 'correct-horse-battery-staple';
    const { config } = loadConfig({
      AVERMENT_DATABASE_URL: `postgres://averment_app:${password}@localhost/averment`,
      AVERMENT_KEY_PASSPHRASE: password,
      AVERMENT_OPERATOR_TOKEN: password,
      AVERMENT_TOKEN: password,
    });
    expect(JSON.stringify(config)).not.toContain(password);
  });
});

describe('docs/configuration.md', () => {
  it('lists exactly the settings that are read', () => {
    const page = readFileSync(fileURLToPath(new URL('../../../../docs/configuration.md', import.meta.url)), 'utf8');
    const table = page.split('\n').filter((line) => line.startsWith('|'));
    expect(table.map(withoutPadding)).toEqual(configurationTable().split('\n').map(withoutPadding));
  });
});

describe('a kept secret', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  it('is made once, private, and the same for all who race for it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'averment-secret-'));
    folders.push(folder);
    const path = join(folder, 'keys', 'passphrase');
    const secrets = await Promise.all(Array.from({ length: 8 }, () => keptSecret(path)));
    expect(new Set(secrets.map((secret) => secret.reveal())).size).toBe(1);
    expect(secrets[0]?.reveal()).toHaveLength(43);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

function errorOf(environment: Record<string, string>): AppError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('the configuration was accepted');
}

/** The formatter pads table cells; their words are what counts. */
function withoutPadding(line: string): string {
  return line.replace(/ +/g, ' ').replace(/-{2,}/g, '--');
}
