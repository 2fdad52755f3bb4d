import type { Vex } from '#evidence';

import type { ClaimOf } from './claim.js';

export function claimOfVex(predicate: Vex): ClaimOf<'vex'> {
  return { kind: 'vex', statements: predicate.statements };
}
