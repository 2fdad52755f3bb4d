import { describe, expect, it } from '@jest/globals';

import type { ControlMapping } from '../framework/mapping.js';
import { planGaps } from '../gaps/plan-gaps.js';
import {
  aboutArtifact,
  asked,
  buildFact,
  buildFramework,
  buildInput,
  day,
  PROVENANCE,
  PUBLISHED,
  SBOM,
  subjectNamed,
  TESTED,
} from '../testing/build-input.js';
import { explainControl } from './explain-control.js';

const older = buildFact({ claim: SBOM, signedAt: day(1) });
const newer = buildFact({ claim: { ...SBOM, components: 5, componentHashes: true }, signedAt: day(2) });
const built = buildFact({ claim: PROVENANCE, anchor: aboutArtifact('lodash'), signedAt: day(4) });
const published = buildFact({ claim: PUBLISHED, anchor: aboutArtifact('react') });
const INPUT = buildInput({
  facts: [older, newer, built, published],
  components: {
    known: [[subjectNamed('lodash')], [subjectNamed('react')]],
    sboms: [
      {
        sbom: newer.evidence,
        components: [
          [0, 1],
          [1, 2],
        ],
      },
    ],
  },
});
const asking = (condition: string): ControlMapping => ({
  ...TESTED,
  requires: {
    anyOf: [
      { claim: 'sbom', need: 'components', where: asked('sbom', condition) },
      { claim: 'test-result', need: 'a test run' },
    ],
  },
});
const framework = buildFramework({ 'X.1': asking('joinedComponents == components'), 'X.2': asking('components >= 9') });
const COUNTED = { member: 'a', sbom: newer.evidence, listed: 5, joined: 3, withProvenance: 1, digestsForAll: true };

describe('how many components are joined', () => {
  it('is told of the newest SBOM of each member, where the rule asks for it', () => {
    expect(explainControl(INPUT, framework, 'X.1').components).toEqual([COUNTED]);
    expect(explainControl(INPUT, framework, 'X.2').components).toEqual([]);
  });

  it('is as it was at the moment that is asked about', () => {
    const at = (days: number) => explainControl({ ...INPUT, asOf: day(days) }, framework, 'X.1').components;
    expect(at(3)).toEqual([{ ...COUNTED, joined: 2, withProvenance: 0 }]);
    expect(at(1)).toEqual([
      { ...COUNTED, sbom: older.evidence, listed: 2, joined: 0, withProvenance: 0, digestsForAll: false },
    ]);
  });

  it('is told in a plan where a control that is not there asks for it, and the plan takes a way that can be tried', () => {
    const profile = (control: string) => ({
      ...{ id: 'p', version: '1', title: 'P', catalog: 'fw', purpose: 'tests', accepts: [] },
      controls: { [control]: 'EVIDENCED' as const },
    });
    const { plan } = planGaps(INPUT, framework, profile('X.1'));
    expect(plan).toMatchObject({ components: [COUNTED], unreachable: [] });
    expect(plan.steps.map(({ action }) => action)).toMatchObject([{ kind: 'evidence', claim: 'test-result' }]);
    expect(planGaps(INPUT, framework, profile('X.2')).plan.components).toEqual([]);
  });
});
