import type { HumanEvidence } from '#evidence';

import type { ClaimOf } from './claim.js';

export function claimOfHumanEvidence(predicate: HumanEvidence): ClaimOf<'human-evidence'> {
  const { kind, controls, statement, owner, reviewer, collected, validFrom, validUntil } = predicate;
  return { kind, controls, statement, owner, reviewer, collected, validFrom, validUntil };
}
