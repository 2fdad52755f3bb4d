import { checkpointChanges, flips } from './flips.js';
import type { Mutant } from './mutant.js';
import { encodings, omissions, repetitions, rewrappings, shifts, truncations, twins } from './shapes.js';

/** Every mutant of one bundle that needs no second one. */
export function mutantsOf(bytes: Uint8Array): readonly Mutant[] {
  const makers = [flips, checkpointChanges, truncations, encodings, repetitions, shifts, omissions, rewrappings, twins];
  return makers.flatMap((make) => make(bytes));
}
