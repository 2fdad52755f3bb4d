import type { EvidenceRecord } from '#application';
import { CODES, type Check, type Verdict } from '#verification';

import type { CheckType, EvidenceType, VerdictType } from './evidence.type.js';

export function toEvidence(record: EvidenceRecord): EvidenceType {
  const { id, digest, size, origin, submittedBy, receivedAt, state, format, kind, subjects, verdict, failure } = record;
  return {
    id,
    digest,
    size,
    origin,
    submittedById: submittedBy,
    receivedAt,
    state,
    format,
    kind,
    subjects: [...subjects],
    ...(verdict === undefined ? {} : { verdict: toVerdict(verdict) }),
    ...(failure === undefined ? {} : { failure }),
  };
}

export function toVerdict(verdict: Verdict): VerdictType {
  const { outcome, rules, signer, signedAt, trustRoot, policy, verifier } = verdict;
  return {
    outcome,
    checks: verdict.checks.map(toCheck),
    rules: [...rules],
    ...(signer === undefined ? {} : { signer }),
    ...(signedAt === undefined ? {} : { signedAt }),
    trustRoot,
    policy,
    verifier,
  };
}

function toCheck(check: Check): CheckType {
  if (check.code === undefined) return { ...check };
  const { meaning, remedy } = CODES[check.code];
  return { ...check, meaning, remedy };
}
