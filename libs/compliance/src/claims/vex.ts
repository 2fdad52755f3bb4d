import type { Vex } from '#evidence';

import type { ClaimOf } from './claim.js';

export function claimOfVex(predicate: Vex): ClaimOf<'vex'> {
  const statements = predicate.statements.map(({ vulnerability, status, at }) => ({
    vulnerability,
    status,
    ...(at && { at }),
  }));
  return { kind: 'vex', statements };
}
