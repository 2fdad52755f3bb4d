#!/usr/bin/env node
import { asksForNoColour, loadConfig, type Config } from '#platform';

import { EXIT } from './exit-code.js';
import { reportFailure } from './failure.js';
import { run } from './program.js';
import { createTerminal } from './terminal/terminal.js';

const terminal = createTerminal({
  stdout: process.stdout,
  stderr: process.stderr,
  noColour: asksForNoColour(),
});

const result = { unwritable: false };

// A reader that has seen enough (`| head`) is no error, and no success either: the judgement decides the exit.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  if (!result.unwritable) terminal.note(`aver: cannot write the result: ${error.message}`);
  result.unwritable = true;
  process.exitCode = EXIT.unchecked;
});
process.stderr.on('error', () => undefined);
// Node would end with 1, which means "not met".
process.on('uncaughtException', (error) => process.exit(reportFailure(error, terminal)));

let configuration: Config | undefined;

function configured(): Config {
  if (configuration !== undefined) return configuration;
  const { config, warnings } = loadConfig();
  for (const warning of warnings) terminal.note(`aver: ${warning}`);
  return (configuration = config);
}

const exit = await run(process.argv.slice(2), (json) => ({
  terminal,
  json,
  get config() {
    return configured();
  },
}));
process.exitCode = result.unwritable ? EXIT.unchecked : exit;
