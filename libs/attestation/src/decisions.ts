import type { PopulationMember } from '#compliance';
import type {
  Compromise,
  DecisionScope,
  HumanEvidence,
  NotApplicable,
  PlanOfAction,
  ReleaseManifest,
  Waiver,
} from '#evidence';
import { canonicalDigest, type Digest } from '#kernel';

import type { StatementSubject, UnsignedStatement } from './sign-statement.js';

// Decisions are evidence like all else: in-toto statements of our own predicate types, signed with the organization's
// key, read back through the same parsers. The predicate is the typed one without its discriminant.

const predicateType = (name: string) => `https://averment.dev/predicate/${name}/v1`;

/** The release consists of exactly these artifacts; nothing else defines its population. */
export function releaseManifestStatement(
  manifest: Omit<ReleaseManifest, 'kind'>,
  artifacts: readonly PopulationMember[],
): UnsignedStatement {
  return {
    subjects: artifacts.map(({ name, digests }) => ({ name, digests })),
    predicateType: predicateType('release-manifest'),
    predicate: manifest,
  };
}

/** A person's statement about controls; its subjects are the document it rests on, and the scope it speaks about. */
export function humanEvidenceStatement(
  evidence: Omit<HumanEvidence, 'kind'>,
  document: { readonly name: string; readonly digest: Digest },
): UnsignedStatement {
  return {
    subjects: [{ name: document.name, digests: [document.digest] }, scopeSubject(evidence.scope)],
    predicateType: predicateType('human-evidence'),
    predicate: evidence,
  };
}

/** A control is waived for a time, with what compensates for it. */
export function waiverStatement(waiver: Omit<Waiver, 'kind'>): UnsignedStatement {
  return {
    subjects: [scopeSubject(waiver.scope)],
    predicateType: predicateType('waiver'),
    predicate: waiver,
  };
}

/** A control does not apply, with the reason and who decided so. */
export function notApplicableStatement(decision: Omit<NotApplicable, 'kind'>): UnsignedStatement {
  return {
    subjects: [scopeSubject(decision.scope)],
    predicateType: predicateType('not-applicable'),
    predicate: decision,
  };
}

/** Who or what is not trusted since when, for the whole organization. */
export function compromiseStatement(compromise: Omit<Compromise, 'kind'>): UnsignedStatement {
  return {
    subjects: [scopeSubject(compromise.scope)],
    predicateType: predicateType('compromise'),
    predicate: compromise,
  };
}

/** What shall be done about a weakness, by whom and until when; an update names the statement before it. */
export function planOfActionStatement(plan: Omit<PlanOfAction, 'kind'>): UnsignedStatement {
  const { change, ...rest } = plan;
  return {
    subjects: [scopeSubject(plan.scope)],
    predicateType: predicateType('plan-of-action'),
    predicate: { ...rest, ...change },
  };
}

/** in-toto asks for a subject with a digest; a decision about a scope takes the digest of the scope's canonical JSON. */
export function scopeSubject(scope: DecisionScope): StatementSubject {
  const { organization, product, release } = scope;
  const named = {
    organization,
    ...(product === undefined ? {} : { product }),
    ...(release === undefined ? {} : { release }),
  };
  return { name: Object.values(named).join('/'), digests: [canonicalDigest(named)] };
}
