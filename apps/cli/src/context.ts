import type { Config } from '#platform';

import type { Terminal } from './terminal/terminal.js';

/** What every command is given. */
export interface Context {
  readonly terminal: Terminal;
  readonly config: Config;
  /** Results as JSON on stdout instead of text. */
  readonly json: boolean;
}
