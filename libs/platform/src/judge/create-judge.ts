import type { Judge } from '#application';

import { InlineJudge } from './inline-judge.js';
import { PoolJudge } from './pool-judge.js';

/** A judge that holds threads until it is closed. */
export type ClosableJudge = Judge & { close(): Promise<void> };

/** On threads; in this thread when there are to be none, or where threads cannot load what runs, the TypeScript source. */
export function createJudge(options: {
  readonly threads: number;
  readonly memoryMiB: number;
  readonly deadlineSeconds: number;
}): ClosableJudge {
  const fromSource = import.meta.url.endsWith('.ts');
  return options.threads === 0 || fromSource ? new InlineJudge() : new PoolJudge(options);
}
