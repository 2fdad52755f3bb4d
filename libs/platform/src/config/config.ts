import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

import { AppError } from '#kernel';

import { readSettings } from './read-settings.js';
import type { Secret } from './secret.js';
import type { Settings } from './settings.js';
import { signingOf, type SigningConfig } from './signing-config.js';

/** What a process is told from outside, read once at boot. */
export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  readonly http: { readonly host: string; readonly port: number; readonly explorer: boolean };
  readonly maxUploadBytes: number;
  readonly database: DatabaseConfig;
  readonly queue: QueueConfig;
  readonly keyPassphrase: Secret | undefined;
  readonly signing: SigningConfig;
  readonly operatorToken: Secret | undefined;
  readonly judge: { readonly threads: number; readonly memoryMiB: number; readonly deadlineSeconds: number };
  readonly jobConcurrency: number;
  readonly keepingIntervalHours: number;
  readonly shutdownSeconds: number;
  /** Ends with the process that holds our standard input. */
  readonly stopWithParent: boolean;
  readonly client: { readonly url: string; readonly token: Secret | undefined };
}

export type DatabaseConfig =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'server';
      readonly url: Secret;
      readonly ownerUrl: Secret | undefined;
      readonly authPassword: Secret | undefined;
      readonly relayPassword: Secret | undefined;
    };

export type QueueConfig = { readonly kind: 'postgres' } | { readonly kind: 'redis'; readonly url: Secret };

/**
 * The configuration of this process, and sentences about what was ignored.
 * @throws AppError invalid CONFIGURATION_INVALID
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): {
  readonly config: Config;
  readonly warnings: readonly string[];
} {
  const { settings, warnings } = readSettings(environment);
  return { config: toConfig(settings), warnings };
}

function toConfig(settings: Settings): Config {
  return {
    dataDir: resolve(settings.AVERMENT_DATA_DIR),
    http: { host: settings.AVERMENT_HOST, port: settings.AVERMENT_PORT, explorer: settings.AVERMENT_EXPLORER },
    maxUploadBytes: settings.AVERMENT_MAX_UPLOAD_BYTES,
    database: databaseOf(settings),
    queue: queueOf(settings),
    keyPassphrase: settings.AVERMENT_KEY_PASSPHRASE,
    signing: signingOf(settings),
    operatorToken: settings.AVERMENT_OPERATOR_TOKEN,
    judge: {
      threads: settings.AVERMENT_WORKER_THREADS ?? availableParallelism(),
      memoryMiB: settings.AVERMENT_WORKER_MEMORY_MIB,
      deadlineSeconds: settings.AVERMENT_JUDGE_SECONDS,
    },
    jobConcurrency: settings.AVERMENT_JOB_CONCURRENCY,
    keepingIntervalHours: settings.AVERMENT_KEEPING_INTERVAL_HOURS,
    shutdownSeconds: settings.AVERMENT_SHUTDOWN_SECONDS,
    stopWithParent: settings.AVERMENT_STOP_WITH_PARENT,
    client: { url: settings.AVERMENT_URL ?? 'http://127.0.0.1:8080', token: settings.AVERMENT_TOKEN },
  };
}

function databaseOf(settings: Settings): DatabaseConfig {
  if (settings.AVERMENT_DATABASE_URL === undefined) return { kind: 'embedded' };
  return {
    kind: 'server',
    url: settings.AVERMENT_DATABASE_URL,
    ownerUrl: settings.AVERMENT_DATABASE_OWNER_URL,
    authPassword: settings.AVERMENT_DATABASE_AUTH_PASSWORD,
    relayPassword: settings.AVERMENT_DATABASE_RELAY_PASSWORD,
  };
}

function queueOf(settings: Settings): QueueConfig {
  if (settings.AVERMENT_QUEUE === 'postgres') return { kind: 'postgres' };
  if (settings.AVERMENT_REDIS_URL !== undefined) return { kind: 'redis', url: settings.AVERMENT_REDIS_URL };
  throw new AppError(
    'invalid',
    'CONFIGURATION_INVALID',
    'AVERMENT_QUEUE is redis and AVERMENT_REDIS_URL is not set: name the Redis, or set AVERMENT_QUEUE=postgres',
  );
}
