#!/usr/bin/env node
import { asksForNoColour, loadConfig } from '#platform';

import { EXIT } from './exit-code.js';
import { run } from './program.js';
import { createTerminal } from './terminal/terminal.js';

const terminal = createTerminal({
  stdout: process.stdout,
  stderr: process.stderr,
  noColour: asksForNoColour(),
});

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.met);
});

process.exitCode = await run(process.argv.slice(2), (json) => {
  const { config, warnings } = loadConfig();
  for (const warning of warnings) terminal.note(`aver: ${warning}`);
  return { terminal, config, json };
});
