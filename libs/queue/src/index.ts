export type { QueueLocation } from './backend.js';
export { createDoorbell, type DoorbellOptions } from './bullmq-doorbell.js';
export { prepareQueue } from './prepare-queue.js';
