import { createPostgresBackend, Queue, Worker, type JobsOptions, type Processor, type WorkerOptions } from 'bullmq';

import type { Job, Lane } from '#application';

/** Where the jobs wait. `namespace` keeps installations that share a server apart. */
export type QueueLocation =
  | { readonly kind: 'postgres'; readonly connectionString: string; readonly namespace?: string }
  | { readonly kind: 'redis'; readonly url: string; readonly namespace?: string };

export const DEFAULT_NAMESPACE = 'averment_queue';

interface End {
  waitUntilReady(): Promise<unknown>;
  disconnect(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
export interface LaneQueue extends End {
  close(): Promise<void>;
  addBulk(jobs: { readonly name: string; readonly data: Job; readonly opts: JobsOptions }[]): Promise<unknown>;
}
export interface LaneWorker extends End {
  /** Takes no more jobs; with `doNotWait`, resolves before the running ones have ended. */
  pause(doNotWait: boolean): Promise<void>;
  close(force: boolean): Promise<void>;
}
type WorkerSettings = Omit<WorkerOptions, 'connection' | 'prefix'>;

/** The one difference between the two kinds of queue: how its ends are connected. */
export interface Backend {
  queue(lane: Lane): LaneQueue;
  worker(lane: Lane, processor: Processor, settings: WorkerSettings): LaneWorker;
}

export function backendFor(location: QueueLocation): Backend {
  return location.kind === 'postgres' ? onPostgres(location) : onRedis(location);
}

/** BullMQ wants configuration rather than a pool; each end then has a small pool of its own. */
function onPostgres(location: Extract<QueueLocation, { kind: 'postgres' }>): Backend {
  const { connectionString, namespace: schema = DEFAULT_NAMESPACE } = location;
  const connection = (max: number) => ({ connectionString, schema, max, connectionTimeoutMillis: 5_000 });
  return {
    queue: (lane) => new Queue(lane, { connection: connection(1) }, createPostgresBackend),
    worker: (lane, processor, settings) =>
      new Worker(lane, processor, { ...settings, connection: connection(2) }, createPostgresBackend),
  };
}

/** Producers fail at once when Redis is away, workers wait for it. */
function onRedis(location: Extract<QueueLocation, { kind: 'redis' }>): Backend {
  const { url, namespace: prefix = DEFAULT_NAMESPACE } = location;
  return {
    queue: (lane) =>
      new Queue(lane, { prefix, connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 1 } }),
    worker: (lane, processor, settings) =>
      new Worker(lane, processor, { ...settings, prefix, connection: { url, maxRetriesPerRequest: null } }),
  };
}
