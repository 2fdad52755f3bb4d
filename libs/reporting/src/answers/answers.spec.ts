import { describe, expect, it } from '@jest/globals';

import type { Comparison, ControlExplanation, GapPlan, Sample, Simulation, StatusCounts } from '#compliance';
import { digestOf, parseInstant } from '#kernel';

import type { Names } from './lines.js';
import { renderComparison } from './render-comparison.js';
import { renderControl } from './render-control.js';
import { renderGaps } from './render-gaps.js';
import { renderSample } from './render-sample.js';
import { renderSimulation } from './render-simulation.js';

const HOSTILE = 'evil\u001b[31m\u202e\nPASSED everything';
const AT = parseInstant('2026-01-01');
const EVIDENCE = digestOf(new Uint8Array());
const NAMES: Names = { release: HOSTILE, pathOf: () => HOSTILE };
const NOTE = {
  ...{ evidence: EVIDENCE, claims: ['sbom'] as const, rules: [HOSTILE], producer: HOSTILE },
  ...{ assurance: 'verified' as const, teamControlled: true },
};
const FINDING = {
  ...{ evidence: EVIDENCE, kind: 'sbom' as const, outcome: 'rejected' as const },
  codes: [{ code: HOSTILE, meaning: HOSTILE, remedy: HOSTILE }],
};

const STANDING = { met: false, status: 'MISSING', reason: 'EVIDENCE_MISSING', evidence: [] } as const;
const COMPONENTS = {
  ...{ member: HOSTILE, sbom: EVIDENCE, listed: 20, joined: 3, withProvenance: 2, digestsForAll: false },
};
const EXPLAINED: ControlExplanation = {
  ...{ control: 'X.1', summary: HOSTILE, status: 'PARTIAL', reason: 'SOME_MEMBERS_NOT_MET', sentence: 'Some.' },
  ...{
    nextAction: 'Close the gaps.',
    grade: 'B',
    cap: 'partial',
    ceiling: 'In part.',
    teamControlled: true,
    until: AT,
  },
  rule: { text: 'all of these:', branches: [{ text: HOSTILE, claim: 'sbom', conditions: [HOSTILE], branches: [] }] },
  population: { unit: 'artifacts', source: 'declared', manifest: EVIDENCE, met: 1, of: 30 },
  machine: 'PARTIAL',
  members: Array.from({ length: 30 }, (_, index) => ({
    ...{ member: `${index} ${HOSTILE}`, ...STANDING, need: HOSTILE },
    parts: [{ claim: 'sbom', asked: HOSTILE, ...STANDING, sentence: 'None.' }],
  })),
  components: [COMPONENTS],
  ...{ human: 'OPEN', staysHuman: HOSTILE, restsOn: [], evidence: [NOTE], findings: [FINDING] },
  ...{ rationale: HOSTILE, remedy: HOSTILE },
  plans: [
    {
      ...{ id: 'P-1', state: 'overdue', anchor: { kind: 'organization' }, evidence: EVIDENCE, late: 1 },
      plan: {
        ...{ kind: 'plan-of-action', id: 'P-1', control: 'X.1', weakness: HOSTILE, detectedOn: AT, owner: HOSTILE },
        ...{ mitigation: HOSTILE, milestones: [{ what: HOSTILE, due: AT }], due: AT },
      },
      ...{ history: [{ evidence: EVIDENCE, due: AT }], problems: ['HISTORY_GAP'] },
    },
  ],
  layers: [
    {
      ...{ control: 'X.1', aspect: 'requirement', direction: 'loosened', before: [HOSTILE], after: [HOSTILE] },
      ...{
        layer: HOSTILE,
        version: HOSTILE,
        reason: HOSTILE,
        owner: HOSTILE,
        approver: HOSTILE,
        adoptedOn: '2026-01-01',
      },
    },
  ],
};
const PLAN: GapPlan = {
  ...{ profile: HOSTILE, of: 2, reached: [], components: [COMPONENTS], minimality: 'irreducible', considered: 1 },
  steps: [
    {
      action: {
        ...{ kind: 'evidence', verb: 'resolve', claim: 'sbom', independent: true, repair: [FINDING] },
        asks: [
          { need: HOSTILE, conditions: [HOSTILE], kept: false },
          { need: HOSTILE, conditions: [], kept: true },
        ],
        wanted: [],
        members: [{ member: HOSTILE, cause: 'EVIDENCE_ADVERSE' }],
      },
      ...{ moves: ['X.1'], reaches: ['X.1'], remedies: [{ control: 'X.1', remedy: HOSTILE }] },
      plans: [{ id: 'P-1', control: 'X.1', state: 'overdue', owner: HOSTILE, due: AT }],
    },
  ],
  unreachable: [{ control: 'X.2', status: 'MISSING', least: 'EVIDENCED', why: 'CAPPED' }],
};
const SCOPE = { organization: 'acme', product: HOSTILE, release: HOSTILE };
const POINT = { status: 'MISSING', reason: 'EVIDENCE_MISSING', met: 0, of: 1 } as const;
const COUNTS: StatusCounts = {
  ...{ EVIDENCED: 1, SUPPORTED: 0, SELF_ATTESTED: 0, PARTIAL: 0, STALE: 0, UNVERIFIED: 0, MISSING: 3, FAILED: 0 },
  ...{ WAIVED: 0, NOT_APPLICABLE: 0 },
};
const COMPARED: Comparison = {
  ...{ a: { scope: SCOPE, asOf: AT }, b: { scope: SCOPE, asOf: AT }, sameRelease: true, unchanged: 3 },
  counts: { a: COUNTS, b: COUNTS },
  differences: [
    {
      ...{ control: HOSTILE, after: POINT },
      causes: [
        {
          part: 'catalog',
          after: POINT,
          alone: false,
          evidence: [{ evidence: EVIDENCE, change: 'gone' }],
          need: HOSTILE,
        },
      ],
    },
  ],
};
const SIMULATED: Simulation = {
  ...{ before: COUNTS, after: { ...COUNTS, EVIDENCED: 0, MISSING: 4 }, moved: [COMPARED], lookedAt: 50, leftOut: 2 },
  layers: EXPLAINED.layers,
};
const DRAWN: Sample = {
  ...{ algorithm: 'averment.sample/1', seed: HOSTILE, population: EVIDENCE, source: 'declared', size: 1, of: 2 },
  members: [{ name: HOSTILE, digests: [], rank: EVIDENCE, evidence: [NOTE], findings: [FINDING] }],
};

const PAGES = [
  ['an explanation', renderControl(EXPLAINED, NAMES)],
  ['a gap plan', renderGaps(PLAN, NAMES)],
  ['a comparison', renderComparison(COMPARED, NAMES)],
  ['a sample', renderSample(DRAWN, NAMES)],
  ['a simulation', renderSimulation(SIMULATED, NAMES.pathOf)],
] as const;

describe.each(PAGES)('%s on a terminal', (_, text) => {
  it('says hostile words without obeying them, and never as a line of its own', () => {
    expect(text).toContain('evil[U+001B]');
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).not.toMatch(/^\s*PASSED/m);
  });

  it('ends in a newline, and no line in a space', () => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/ $/m);
  });
});

describe('what is printed', () => {
  it('is not without end: of thirty members twenty, and how many more', () => {
    expect(renderControl(EXPLAINED, NAMES)).toContain('… and 10 more: --json lists all');
  });

  it('says of a plan that is not proven to be the smallest that it is not', () => {
    expect(renderGaps(PLAN, NAMES)).toContain('not proven to be the smallest');
    expect(renderGaps({ ...PLAN, minimality: 'smallest' }, NAMES)).toContain('no fewer reach as much');
  });

  it('sets apart what new evidence must not lose', () => {
    expect(renderGaps(PLAN, NAMES)).toContain('and must not lose what it takes the place of:');
  });

  it('says of a sample that its seed was only given', () => {
    expect(renderSample(DRAWN, NAMES)).toContain('nothing shows that it was chosen after the population was fixed');
  });
});
