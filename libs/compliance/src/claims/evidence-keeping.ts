import type { EvidenceKeeping } from '#evidence';
import type { Instant } from '#kernel';

/** What was found when everything received was read back, hashed and verified again, up to a checkpoint of the log. */
export interface EvidenceKeepingClaim {
  readonly kind: 'evidence-keeping';
  readonly examined: number;
  readonly sound: number;
  readonly altered: number;
  readonly missing: number;
  readonly changed: number;
  readonly unchecked: number;
  readonly logSize: number;
  readonly logConsistent: boolean;
  readonly finishedAt: Instant;
}

export function claimOfEvidenceKeeping(predicate: EvidenceKeeping): EvidenceKeepingClaim {
  const { kind, examined, sound, altered, missing, changed, unchecked, log, finishedAt } = predicate;
  return {
    ...{ kind, examined, sound },
    ...{ altered: altered.count, missing: missing.count, changed: changed.count, unchecked: unchecked.count },
    ...{ logSize: log.size, logConsistent: log.consistent, finishedAt },
  };
}
