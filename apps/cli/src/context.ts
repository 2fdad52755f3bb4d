import type { Config } from '#platform';

import type { Terminal } from './terminal/terminal.js';

/** What every command is given. */
export interface Context {
  readonly terminal: Terminal;
  /** Read when first asked for: what works offline works under a configuration that is wrong. */
  readonly config: Config;
  /** Results as JSON on stdout instead of text. */
  readonly json: boolean;
  /** How a busy server is waited for; absent means the clock on the wall. */
  readonly wait?: Wait;
}

export type Wait = (seconds: number) => Promise<void>;
