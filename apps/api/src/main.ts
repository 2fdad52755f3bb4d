import { openInstallation } from '#composition';
import { AppError } from '#kernel';
import { loadConfig, runProgram, type Logger } from '#platform';

import { closeApi, createApi, listen } from './create-api.js';

/** The API as a process of its own, beside workers, on a shared PostgreSQL and queue. */
async function main(logger: Logger): Promise<void> {
  const { config, warnings } = loadConfig();
  for (const warning of warnings) logger.warn('configuration', { warning });
  if (config.database.kind === 'embedded') {
    throw new AppError(
      'invalid',
      'CONFIGURATION_INVALID',
      'an API of its own needs AVERMENT_DATABASE_URL; without one, start the standalone server (aver serve)',
    );
  }
  const installation = await openInstallation(config, logger);
  const api = await createApi({
    useCases: installation.useCases,
    options: {
      ...config.http,
      maxUploadBytes: config.maxUploadBytes,
      operatorToken: installation.operatorToken.reveal(),
    },
    readiness: { ready: () => installation.ready() },
    errorLog: { record: (error, requestId) => logger.error('request.failed', error, { requestId }) },
  });
  logger.info('listening', { url: await listen(api, config.http) });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await closeApi(api);
  await installation.close();
}

await runProgram(main);
