import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PACKAGE } from './corpus.js';

/** Cases on which we differ from upstream on purpose, by id, each with the reason. */
export function knownExceptions(): ReadonlyMap<string, string> {
  const text = readFileSync(join(PACKAGE, 'test', 'vectors', 'exceptions.json'), 'utf8');
  return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
}
