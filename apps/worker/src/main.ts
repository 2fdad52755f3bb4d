import { openInstallation } from '#composition';
import { loadConfig, runProgram, type Logger } from '#platform';

import { startWorker } from './start-worker.js';

/** A worker process of its own, beside API processes that share its database, queue and blobs. */
async function main(logger: Logger): Promise<void> {
  const { config, warnings } = loadConfig();
  for (const warning of warnings) logger.warn('configuration', { warning });
  const installation = await openInstallation(config, logger);
  const { useCases, doorbell, relay } = installation;
  const { keepingIntervalHours, shutdownSeconds } = config;
  const worker = await startWorker({ useCases, doorbell, relay, logger, keepingIntervalHours, shutdownSeconds });
  logger.info('worker.ready');
  await untilAskedToStop(installation.ended);
  await worker.stop();
  await installation.close();
}

function untilAskedToStop(databaseEnded: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    void databaseEnded.then(resolve);
  });
}

await runProgram(main);
