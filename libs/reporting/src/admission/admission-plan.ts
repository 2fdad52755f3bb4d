import { PREDICATE_TYPES, type EvidenceKind } from '#evidence';
import type { RuleId, TrustRule } from '#verification';

import type { AdmissionParts } from './admission-parts.js';
import { expressSigner, type AdmissionSigner } from './express-signer.js';

/** What is asked of each image: evidence of one kind, under any of these. */
export interface AdmissionDemand {
  readonly kind: EvidenceKind;
  readonly ways: readonly AdmissionWay[];
}

export interface AdmissionWay {
  readonly rule: RuleId;
  readonly signer: AdmissionSigner;
  /** Absent: the signature of the image itself. */
  readonly predicateType?: string;
}

export interface AdmissionPlan {
  readonly demands: readonly AdmissionDemand[];
  /** Rules, or kinds of evidence of a rule, that no policy can say without saying more than the rule does. */
  readonly leftOut: readonly { readonly rule: RuleId; readonly why: string }[];
}

/** Evidence that is about an artifact, and that registries keep beside an image. */
export const ADMISSION_KINDS = [
  'artifact-signature',
  'build-provenance',
  'build-verification',
  'sbom',
  'vulnerability-scan',
  'vex',
  'test-result',
  'static-analysis',
  'secret-scan',
  'scai',
  'verification-result',
] as const satisfies readonly EvidenceKind[];

/** What can be asked of images by these rules; each way in is at most as wide as the rule that it comes from. */
export function planAdmission(parts: AdmissionParts): AdmissionPlan {
  const asked = ADMISSION_KINDS.filter((kind) => parts.kinds === undefined || parts.kinds.includes(kind));
  const leftOut: AdmissionPlan['leftOut'][number][] = [];
  const ways = new Map<EvidenceKind, AdmissionWay[]>();
  for (const rule of parts.rules) {
    const kinds = asked.filter((kind) => rule.kinds.includes(kind));
    if (kinds.length === 0) continue;
    const expressed = expressSigner(rule, parts);
    if ('why' in expressed) {
      leftOut.push({ rule: rule.id, why: expressed.why });
      continue;
    }
    for (const kind of kinds) {
      const some = waysOf(rule, kind, expressed.signer);
      if (some.length === 0) leftOut.push({ rule: rule.id, why: `none of its predicate types speaks of ${kind}` });
      ways.set(kind, [...(ways.get(kind) ?? []), ...some]);
    }
  }
  const demands = [...ways].flatMap(([kind, some]) => (some.length === 0 ? [] : [{ kind, ways: some }]));
  return {
    demands: demands.sort(
      (a, b) => asked.findIndex((kind) => kind === a.kind) - asked.findIndex((kind) => kind === b.kind),
    ),
    leftOut,
  };
}

function waysOf(rule: TrustRule, kind: EvidenceKind, signer: AdmissionSigner): readonly AdmissionWay[] {
  if (kind === 'artifact-signature') {
    return rule.predicateTypes === undefined ? [{ rule: rule.id, signer }] : [];
  }
  return [...PREDICATE_TYPES.values()]
    .filter((type) => type.kind === kind && (rule.predicateTypes?.includes(type.uri) ?? true))
    .map(({ uri }) => ({ rule: rule.id, signer, predicateType: uri }));
}
