import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PACKAGE } from '../vectors/corpus.js';

export interface KnownDifference {
  readonly we: 'accept' | 'refuse';
  readonly cause: string;
}

/** Bundles on which the two verifiers are known to differ, each with the cause. */
export function knownDifferences(): ReadonlyMap<string, KnownDifference> {
  const text = readFileSync(join(PACKAGE, 'test', 'differential', 'known.json'), 'utf8');
  return new Map(Object.entries(JSON.parse(text) as Record<string, KnownDifference>));
}
