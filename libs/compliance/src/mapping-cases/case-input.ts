import { addDays, canonicalDigest, type Instant, type SubjectDigest } from '#kernel';

import type { AssessmentInput, Population, Scope } from '../assessment.js';
import type { Claim } from '../claims/claim.js';
import type { Anchor, Fact, Finding } from '../fact.js';
import type { SbomIndex } from '../extract/extract-sbom-index.js';
import { joinComponents } from '../input/join-components.js';
import { EVIDENCE_KIND_OF_CLAIM } from '../framework/claim-fields.js';
import type { CaseFact, MappingCase, MappingCases } from './cases.js';

const SCOPE: Scope = { organization: 'organization', product: 'product', release: 'release' };
const ARTIFACT: SubjectDigest = `sha256:${'a'.repeat(64)}`;
const COMPONENT: SubjectDigest = `sha256:${'c'.repeat(64)}`;
const REVISION: SubjectDigest = `gitCommit:${'b'.repeat(40)}`;
const UNNAMED = canonicalDigest('no evidence of its own');

/** The case as the evaluation takes it: the facts as if extracted from verified evidence of one signer. */
export function caseInput({ asOf }: MappingCases, one: MappingCase, controls: readonly string[]): AssessmentInput {
  const moment = addDays(asOf, one.daysLater);
  const input: AssessmentInput = {
    scope: SCOPE,
    population: populationOf(one),
    ...{ catalog: UNNAMED, mapping: [UNNAMED], trustRoots: [UNNAMED], policy: UNNAMED },
    facts: [...one.given.map((fact) => factOf(fact, one, asOf)), ...decisionsOf(one, asOf, controls)],
    findings: [
      ...one.rejected.map((fact) => findingOf(fact, 'rejected')),
      ...one.unverified.map((fact) => findingOf(fact, 'unverified')),
    ],
    ...{ asOf: moment, knownAt: moment, semantics: 'eval/1' },
  };
  const components = joinComponents(input, sbomsOf(input));
  return { ...input, ...(components && { components }) };
}

/** Each SBOM gives the digest of one component, however many it counts. */
function sbomsOf({ facts }: AssessmentInput): readonly SbomIndex[] {
  const sboms = facts.filter(({ claim }) => claim.kind === 'sbom');
  return sboms.map(({ evidence }) => ({ sbom: evidence, components: [{ digests: [COMPONENT], times: 1 }] }));
}

function populationOf({ population: source, more }: MappingCase): Population {
  const others = (kind: 'artifact' | 'revision') => more.filter((each) => each === kind).keys();
  return {
    source,
    artifacts: [
      { name: 'artifact', digests: [ARTIFACT] },
      ...[...others('artifact')].map((n) => ({ name: `other-${n}`, digests: [numbered('sha256', 64, n)] })),
    ],
    revisions: [REVISION, ...[...others('revision')].map((n) => numbered('gitCommit', 40, n))],
  };
}

function numbered(algorithm: 'sha256' | 'gitCommit', length: number, n: number): SubjectDigest {
  return `${algorithm}:${String(n).padStart(length, '0')}`;
}

function factOf({ claim, about, daysAgo, by }: CaseFact, { signer, untimed }: MappingCase, asOf: Instant): Fact {
  const team = signer === 'team' && claim.kind !== 'signature';
  return {
    evidence: canonicalDigest({ claim, about, by: by ?? '' }),
    anchor: anchorOf(about),
    claim,
    rule: signer,
    producer: by === undefined ? signer : `${signer} ${by}`,
    ...(!untimed && { signedAt: addDays(asOf, -daysAgo) }),
    assurance: 'verified',
    teamControlled: team,
  };
}

function anchorOf(about: CaseFact['about']): Anchor {
  const { organization, product, release } = SCOPE;
  if (about === 'artifact') return { kind: 'digests', digests: [ARTIFACT] };
  if (about === 'revision') return { kind: 'digests', digests: [REVISION] };
  if (about === 'component') return { kind: 'digests', digests: [COMPONENT] };
  if (about === 'release') return { kind: 'release', organization, product, release };
  return about === 'product' ? { kind: 'product', organization, product } : { kind: 'organization', organization };
}

function findingOf({ claim, about }: CaseFact, outcome: Finding['outcome']): Finding {
  const kind = EVIDENCE_KIND_OF_CLAIM[claim.kind];
  return {
    evidence: canonicalDigest({ claim, about, outcome }),
    kind,
    claimedAnchors: [anchorOf(about)],
    outcome,
    codes: ['SIGNATURE_INVALID'],
  };
}

/** Decisions hold from the day before the file's moment, for 90 days. */
function decisionsOf({ decided }: MappingCase, asOf: Instant, controls: readonly string[]): readonly Fact[] {
  const claims = decided.flatMap((kind) =>
    claimsOf(kind, controls, { from: addDays(asOf, -1), until: addDays(asOf, 89) }),
  );
  return claims.map((claim) => ({
    evidence: canonicalDigest(claim),
    anchor: anchorOf('organization'),
    claim,
    rule: 'organization',
    producer: 'organization',
    signedAt: addDays(asOf, -1),
    assurance: 'self-attested',
    teamControlled: false,
  }));
}

function claimsOf(
  kind: MappingCase['decided'][number],
  controls: readonly string[],
  { from: validFrom, until: validUntil }: { readonly from: Instant; readonly until: Instant },
): readonly Claim[] {
  if (kind === 'human-evidence') {
    const people = { owner: 'an owner', reviewer: 'a reviewer', collected: validFrom };
    return [{ kind, controls, statement: 'we do this', ...people, validFrom, validUntil }];
  }
  return controls.map((control) =>
    kind === 'not-applicable'
      ? { kind, control, reason: 'there is no such part', requester: 'a requester', approver: 'an approver', validFrom }
      : {
          ...{ kind, control, reason: 'not yet', compensatingControl: 'watched', requester: 'a requester' },
          ...{ approver: 'an approver', validFrom, validUntil },
        },
  );
}
