import { join } from 'node:path';

import { visibleText } from '#reporting';

import { startStandalone, untilStopped } from '../client/standalone-server.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';

/** `aver serve`: the standalone server (API, worker, PostgreSQL, queue) until Ctrl-C. */
export async function serve(context: Context): Promise<ExitCode> {
  const { config, terminal, json } = context;
  const server = await startStandalone({
    dataDir: config.dataDir,
    port: config.http.port,
    log: (line) => terminal.note(line),
  });
  terminal.out(json ? jsonLine({ url: server.url }) : server.url);
  terminal.note(`Next, in another shell:
  export AVERMENT_OPERATOR_TOKEN=$(cat ${visibleText(join(config.dataDir, 'operator-token'))}) AVERMENT_URL=${server.url}
  aver init my-organization --name "My Organization" --administrator "My Name"`);
  try {
    await untilStopped(server);
    return EXIT.met;
  } finally {
    await server.stop();
  }
}
