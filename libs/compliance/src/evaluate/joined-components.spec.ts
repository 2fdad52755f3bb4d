import { describe, expect, it } from '@jest/globals';

import type { AssessmentInput } from '../assessment.js';
import type { Explanation } from './case.js';
import type { Fact } from '../fact.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import { joinComponents } from '../input/join-components.js';
import { membersOf } from './member.js';
import { caseOf } from './requirement.js';
import {
  aboutArtifact,
  asked,
  buildFact,
  buildFinding,
  buildInput,
  day,
  PROVENANCE,
  PUBLISHED,
  SBOM,
  subjectNamed,
} from '../testing/build-input.js';

/** Lists lodash once and react twice. */
const sbom = buildFact({ claim: { ...SBOM, components: 3 } });
const INDEX = {
  sbom: sbom.evidence,
  components: [
    { digests: [subjectNamed('lodash')], times: 1 },
    { digests: [subjectNamed('react')], times: 2 },
  ],
};
const leafOf = (condition: string): ClaimRequirement => ({
  ...{ claim: 'sbom', need: 'components that are traced' },
  where: asked('sbom', condition),
});
const EACH = leafOf('joinedComponents == components');
const BUILT = leafOf('componentsWithProvenance == components');
const SOME = leafOf('joinedComponents >= 1');

function standing(leaf: ClaimRequirement, known: Partial<AssessmentInput>, days = 10): Explanation {
  const input = buildInput(known);
  const components = joinComponents(input, [INDEX]);
  const [artifact] = membersOf({ ...input, ...(components && { components }) }).artifacts;
  const ownCase = caseOf(leaf, artifact!);
  const explanation = ownCase.explain(day(days));
  expect(explanation).toMatchObject(ownCase.over().at(day(days)));
  return explanation;
}
const statusOf = (leaf: ClaimRequirement, facts: readonly Fact[], days = 10) => standing(leaf, { facts }, days).status;

const lodash = buildFact({ claim: PROVENANCE, anchor: aboutArtifact('lodash'), producer: 'lodash', signedAt: day(2) });
const react = buildFact({ claim: PUBLISHED, anchor: aboutArtifact('react'), producer: 'npm', signedAt: day(5) });

describe('components that are joined to evidence of their own', () => {
  it('are counted as often as the SBOM lists them, by provenance or by a record of publication', () => {
    expect(statusOf(EACH, [sbom])).toBe('FAILED');
    expect(statusOf(EACH, [sbom, lodash])).toBe('FAILED');
    expect(statusOf(EACH, [sbom, lodash, react])).toBe('EVIDENCED');
    expect(statusOf(leafOf('joinedComponents == 2'), [sbom, react])).toBe('EVIDENCED');
  });

  it('have provenance only by provenance', () => {
    expect(statusOf(BUILT, [sbom, lodash, react])).toBe('FAILED');
    const built = buildFact({ claim: PROVENANCE, anchor: aboutArtifact('react') });
    expect(statusOf(BUILT, [sbom, lodash, built])).toBe('EVIDENCED');
  });

  it('count from when their evidence was signed, and not before; untimed is older than everything', () => {
    expect(statusOf(EACH, [sbom, lodash, react], 4)).toBe('FAILED');
    expect(statusOf(EACH, [sbom, lodash, react], 5)).toBe('EVIDENCED');
    const untimed = buildFact({ claim: PUBLISHED, anchor: aboutArtifact('react'), signedAt: undefined });
    expect(statusOf(EACH, [sbom, lodash, untimed], 4)).toBe('EVIDENCED');
  });

  it('stay joined when the component is built once more, by whomever', () => {
    const again = { ...PROVENANCE, buildLevel: 0 } as const;
    const later = buildFact({ claim: again, anchor: aboutArtifact('lodash'), producer: 'lodash', signedAt: day(6) });
    expect(statusOf(EACH, [sbom, lodash, later, react])).toBe('EVIDENCED');
    expect(statusOf(EACH, [sbom, later, react])).toBe('FAILED');
  });

  it('do not count when their evidence fell: a finding joins nothing, and lowers nothing that facts join', () => {
    const fell = buildFinding({ kind: 'build-provenance', claimedAnchors: [aboutArtifact('lodash')] });
    expect(standing(EACH, { facts: [sbom, react], findings: [fell] }).status).toBe('FAILED');
    expect(standing(EACH, { facts: [sbom, lodash, react], findings: [fell] }).status).toBe('EVIDENCED');
  });

  it('are cited together with the SBOM', () => {
    const { evidence } = standing(EACH, { facts: [sbom, lodash, react] });
    expect([...new Set(evidence)].sort()).toEqual([sbom, lodash, react].map((fact) => fact.evidence).sort());
  });

  it('never speak for the release that holds them', () => {
    const provenance: ClaimRequirement = { claim: 'build-provenance', need: 'provenance' };
    expect(statusOf(provenance, [sbom, lodash])).toBe('MISSING');
  });

  it('are the team’s own word only where the others do not suffice', () => {
    const own = { ...lodash, teamControlled: true };
    expect(standing(EACH, { facts: [sbom, own, react] }).teamControlled).toBe(true);
    expect(standing(SOME, { facts: [sbom, own, react] }).teamControlled).toBe(false);
    expect(standing(SOME, { facts: [sbom, own] }).teamControlled).toBe(true);
    const outside = { ...own, producer: 'auditor', teamControlled: false, evidence: react.evidence };
    expect(standing(EACH, { facts: [sbom, own, outside, react] }).teamControlled).toBe(false);
  });

  it('are none where the SBOM says nothing of them, as in an input of before they were joined', () => {
    const [artifact] = membersOf(buildInput({ facts: [sbom, lodash, react] })).artifacts;
    expect(caseOf(SOME, artifact!).explain(day(10)).status).toBe('FAILED');
  });
});
