import { closeApi, createApi, listen, type ApiOptions } from '#api';
import { openInstallation, type Installation } from '#composition';
import { loadConfig, runProgram, type Config, type Logger } from '#platform';
import { startWorker } from '#worker';

/** API, worker and database in one process group: what `aver serve` and the quickstart start. */
async function main(logger: Logger): Promise<void> {
  const { config, warnings } = loadConfig();
  for (const warning of warnings) logger.warn('configuration', { warning });
  const installation = await openInstallation(config, logger);
  const worker = await startWorker({
    useCases: installation.useCases,
    doorbell: installation.doorbell,
    relay: installation.relay,
    logger,
    keepingIntervalHours: config.keepingIntervalHours,
    shutdownSeconds: config.shutdownSeconds,
  });
  const api = await createApi({
    useCases: installation.useCases,
    options: apiOptions(config, installation),
    readiness: { ready: () => installation.ready() },
    errorLog: { record: (error, requestId) => logger.error('request.failed', error, { requestId }) },
  });
  const url = await listen(api, config.http);
  process.stdout.write(`${JSON.stringify({ event: 'ready', url })}\n`);
  await untilAskedToStop(config, installation);
  await closeApi(api);
  await worker.stop();
  await installation.close();
}

function apiOptions(config: Config, installation: Installation): ApiOptions {
  return { ...config.http, maxUploadBytes: config.maxUploadBytes, operatorToken: installation.operatorToken.reveal() };
}

/** A signal, the end of the pipe that a parent holds, or the loss of the database. */
function untilAskedToStop(config: Config, installation: Installation): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    if (config.stopWithParent) process.stdin.once('end', () => resolve()).resume();
    void installation.ended.then(resolve);
  });
}

await runProgram(main);
