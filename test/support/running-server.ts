import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll } from '@jest/globals';

import { closeApi, createApi, listen } from '#api';
import { openInstallation, type Installation } from '#composition';
import { loadConfig, Logger, type Config } from '#platform';
import { startWorker } from '#worker';

import { ApiClient } from '#cli';

const POLL_MILLISECONDS = 50;
const SETTLED_WITHIN_MILLISECONDS = 60_000;

/** API, worker and embedded PostgreSQL in this process, over TypeScript sources: what the standalone server is, for a suite. */
export interface RunningServer {
  readonly url: string;
  /** Lets organizations be created. */
  readonly operatorToken: string;
  /** Where it keeps bytes and keys. */
  readonly dataDir: string;
  /** What the server wrote to its log, one JSON line per event: shown when a test asks why. */
  readonly log: readonly string[];
  /** Makes an organization; the client holds its first token, which may do everything in it. */
  organization(order: { readonly slug: string; readonly synthetic?: boolean }): Promise<TestClient>;
  /** Resolves when all that was received has its verdict and place in the log, and no job waits. */
  settled(client: ApiClient): Promise<void>;
  /** Ends everything and removes the data folder. */
  close(): Promise<void>;
}

/** An ApiClient that also shows whole HTTP answers, for tests about refusals. */
export class TestClient extends ApiClient {
  constructor(
    url: string,
    readonly bearer: string,
  ) {
    super(url, bearer);
  }

  /** The answer as it is, whatever its status. */
  request(path: string, init: RequestInit & { readonly duplex?: 'half' } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${this.bearer}`);
    return fetch(new URL(path, this.url), { ...init, headers });
  }
}

export async function startServer(environment: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'averment-server-'));
  const log: string[] = [];
  const logger = new Logger((line) => void log.push(line));
  try {
    const { config } = loadConfig({ AVERMENT_PORT: '0', ...environment, AVERMENT_DATA_DIR: dataDir });
    const installation = await openInstallation(config, logger);
    return await serve(installation, { config, logger, log });
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function serve(
  installation: Installation,
  { config, logger, log }: { readonly config: Config; readonly logger: Logger; readonly log: readonly string[] },
): Promise<RunningServer> {
  const { useCases, doorbell, relay } = installation;
  const operatorToken = installation.operatorToken.reveal();
  const worker = await startWorker({ useCases, doorbell, relay, logger });
  const api = await createApi({
    useCases,
    options: { ...config.http, maxUploadBytes: config.maxUploadBytes, operatorToken },
    readiness: { ready: () => installation.ready() },
    errorLog: { record: (error, requestId) => logger.error('request.failed', error, { requestId }) },
  });
  const url = await listen(api, config.http);
  return {
    url,
    operatorToken,
    dataDir: config.dataDir,
    log,
    organization: async ({ slug, synthetic = true }) => {
      const order = { slug, name: `Organization ${slug}`, administrator: 'Kim Sample', synthetic };
      const made = await new ApiClient(url, operatorToken).post<{ token: string }>('/v1/organizations', order);
      return new TestClient(url, made.token);
    },
    settled: (client) => settled(client, log),
    close: async () => {
      await closeApi(api);
      await worker.stop();
      await installation.close();
      await rm(config.dataDir, { recursive: true, force: true });
    },
  };
}

interface IntakeStatus {
  readonly stored: number;
  readonly unsequenced: number;
  readonly pendingJobs: number;
}

async function settled(client: ApiClient, log: readonly string[]): Promise<void> {
  const deadline = Date.now() + SETTLED_WITHIN_MILLISECONDS;
  const query = '{ intakeStatus { stored unsequenced pendingJobs } }';
  for (;;) {
    const { intakeStatus } = await client.graphql<{ intakeStatus: IntakeStatus }>(query);
    if (Object.values(intakeStatus).every((open: number) => open === 0)) return;
    if (Date.now() > deadline)
      throw new Error(`not settled: ${JSON.stringify(intakeStatus)}\n${log.slice(-20).join('')}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

/** One server for a suite. Read `current` inside tests and hooks only. */
export function withServer(environment: Readonly<Record<string, string>> = {}): { readonly current: RunningServer } {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    server = await startServer(environment);
  });
  afterAll(async () => {
    await server?.close();
  });
  return {
    get current() {
      if (server === undefined) throw new Error('the server is there inside tests and hooks only');
      return server;
    },
  };
}
