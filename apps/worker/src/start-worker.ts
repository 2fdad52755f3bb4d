import 'reflect-metadata';

import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';

import { ProcessorTable } from './processor-table.js';
import { ReconcilerService } from './reconciler.service.js';
import { RelayService } from './relay.service.js';
import type { WorkerParts } from './worker-parts.js';
import { WorkerModule } from './worker.module.js';

const SHUTDOWN_SECONDS = 30;

export interface RunningWorker {
  /** Takes no more jobs, lets running ones finish up to the deadline, then lets go. */
  stop(): Promise<void>;
}

/**
 * Answers jobs of all lanes, carries the outbox to the queue and rings for what was missed. Resolves when it listens.
 * @throws AppError internal PROCESSOR_MISSING, PROCESSOR_TWICE; unavailable QUEUE_UNAVAILABLE
 */
export async function startWorker(parts: WorkerParts): Promise<RunningWorker> {
  const options = Object.assign(new NestApplicationContextOptions(), { logger: false, abortOnError: false } as const);
  const context = await NestFactory.createApplicationContext(WorkerModule.with(parts), options);
  const relay = context.get(RelayService);
  const reconciler = context.get(ReconcilerService);
  await parts.doorbell.listen(context.get(ProcessorTable).answer);
  relay.start();
  reconciler.start();
  return {
    stop: async () => {
      await Promise.all([relay.stop(), reconciler.stop()]);
      await parts.doorbell.close((parts.shutdownSeconds ?? SHUTDOWN_SECONDS) * 1000);
      await context.close();
    },
  };
}
