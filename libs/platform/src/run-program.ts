import { Logger } from './logger.js';

/**
 * A process from start to end. What it was refused by is one line of the log with a code and a sentence, and exit code 1:
 * whoever starts a server reads what to do, not where in the source it was noticed.
 */
export async function runProgram(program: (logger: Logger) => Promise<void>): Promise<never> {
  const logger = new Logger();
  try {
    await program(logger);
  } catch (error) {
    logger.error('stopped', error);
    process.exit(1);
  }
  process.exit(0);
}
