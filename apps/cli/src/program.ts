import { CommanderError } from 'commander';

import { createProgram, type Make } from './command-line.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { reportFailure } from './failure.js';

/** Runs one command line; every way out is an exit code of the table. */
export async function run(argv: readonly string[], make: Make): Promise<ExitCode> {
  let exit: ExitCode = EXIT.bug;
  const program = createProgram(make, (code) => (exit = code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.met : EXIT.usage;
    return reportFailure(error, make(false).terminal);
  }
}
