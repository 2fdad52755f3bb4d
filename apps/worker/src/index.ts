export { startWorker, type RunningWorker } from './start-worker.js';
export type { WorkerLog, WorkerParts } from './worker-parts.js';
export { WorkerModule } from './worker.module.js';
