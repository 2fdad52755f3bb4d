import type { NotApplicable } from '#evidence';

import type { ClaimOf } from './claim.js';

export function claimOfNotApplicable(predicate: NotApplicable): ClaimOf<'not-applicable'> {
  const { kind, control, reason, requester, approver, validFrom } = predicate;
  return { kind, control, reason, requester, approver, validFrom };
}
