import type { Command } from 'commander';

import type { Context } from './context.js';
import type { ExitCode } from './exit-code.js';

/** What a declaration of a command is given. */
export interface Doors {
  readonly program: Command;
  readonly context: () => Context;
  readonly done: (code: ExitCode) => void;
}

export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
