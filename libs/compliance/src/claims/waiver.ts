import type { Waiver } from '#evidence';

import type { ClaimOf } from './claim.js';

export function claimOfWaiver(predicate: Waiver): ClaimOf<'waiver'> {
  const { kind, control, reason, compensatingControl, requester, approver, validFrom, validUntil } = predicate;
  return { kind, control, reason, compensatingControl, requester, approver, validFrom, validUntil };
}
