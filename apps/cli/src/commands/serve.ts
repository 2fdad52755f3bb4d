import { join } from 'node:path';

import { startStandalone } from '../client/standalone-server.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';

/** `aver serve`: the standalone server (API, worker, PostgreSQL, queue) until Ctrl-C. */
export async function serve(context: Context): Promise<ExitCode> {
  const { config, terminal } = context;
  const server = await startStandalone({
    dataDir: config.dataDir,
    port: config.http.port,
    log: (line) => terminal.note(line),
  });
  terminal.out(server.url);
  terminal.note(
    `operator token: ${join(config.dataDir, 'operator-token')}; next: AVERMENT_OPERATOR_TOKEN=$(cat …) aver init my-organization`,
  );
  const signal = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) globalThis.process.once(name, () => resolve());
  });
  await Promise.race([signal, server.ended]);
  await server.stop();
  return EXIT.met;
}
