import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canonicalDigest } from '#kernel';

import type { Assessment, AssessmentInput, Segment } from '../assessment.js';
import type { Claim } from '../claims/claim.js';
import { segmentAt } from './control.js';
import { datedAt } from './dated.js';
import { evaluate } from './evaluate.js';
import type { Fact, Finding } from '../fact.js';
import { joinComponents } from '../input/join-components.js';
import type { ControlMapping, Mapping, Requirement } from '../framework/mapping.js';
import {
  asked,
  aboutArtifact,
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  FAILED_TEST,
  KEEPING,
  KEPT,
  notApplicableFor,
  PASSED_TEST,
  populationOf,
  PROVENANCE,
  PUBLISHED,
  SBOM,
  scanOf,
  statementFor,
  subjectNamed,
  TESTED,
  vexOf,
  waiverFor,
} from '../testing/build-input.js';

const LEAVES: readonly Requirement[] = [
  {
    ...{ claim: 'test-result', need: 'tests', freshDays: 20 },
    where: asked('test-result', 'result == "PASSED"'),
    unless: asked('test-result', 'failed >= 1'),
  },
  { claim: 'build-provenance', need: 'provenance', where: asked('build-provenance', 'buildLevel >= 2') },
  { claim: 'build-provenance', need: 'a rebuild', where: asked('build-provenance', 'reproduced') },
  {
    claim: 'vulnerability-scan',
    need: 'scan',
    unless: asked('vulnerability-scan', 'openCritical >= 1'),
    freshDays: 40,
  },
  { claim: 'sbom', need: 'a traced component', where: asked('sbom', 'joinedComponents >= 1'), freshDays: 50 },
  { claim: 'sbom', need: 'traced components', where: asked('sbom', 'componentsWithProvenance == components') },
];
/** Adverse until it is answered, as a fresh scan afterwards. */
const CRITICAL = scanOf([{ id: 'CVE-1', severity: 'critical' }]);

/** Claims that can only help, and claims that can only hurt, for every leaf above. */
const SUPPORTING: readonly Claim[] = [
  PASSED_TEST,
  PROVENANCE,
  { ...PROVENANCE, builderId: 'https://rebuilder.example' },
  scanOf([]),
  vexOf([{ vulnerability: 'CVE-1', status: 'fixed' }]),
  SBOM,
  PUBLISHED,
];
const ADVERSE: readonly Claim[] = [
  FAILED_TEST,
  scanOf([{ id: 'CVE-2', severity: 'critical' }]),
  vexOf([{ vulnerability: 'CVE-1', status: 'affected' }]),
];

const leaf = fc.constantFrom(...LEAVES);
const { requirement } = fc.letrec<{ requirement: Requirement }>((tie) => {
  const branches = fc.array(tie('requirement'), { minLength: 1, maxLength: 3 });
  return {
    requirement: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      leaf,
      branches.map((allOf) => ({ allOf })),
      branches.map((anyOf) => ({ anyOf })),
      branches.map((of) => ({ atLeast: Math.ceil(of.length / 2), of })),
    ),
  };
});
const controls = fc
  .record({
    requires: requirement,
    grade: fc.constantFrom('A' as const, 'B' as const),
    population: fc.constantFrom('artifacts' as const, 'release' as const),
    beyond: fc.boolean(),
  })
  .map(({ beyond, ...parts }): ControlMapping => ({
    ...TESTED,
    ...parts,
    ...(beyond && { beyondPartial: KEEPING }),
  }));

const NAMES = ['a', 'b'] as const;
/** What every SBOM lists; evidence about these is no evidence about the release. */
const PARTS = ['part 1', 'part 2'] as const;
const anchor = fc.constantFrom(...NAMES, ...PARTS).map(aboutArtifact);
const when = fc.option(fc.integer({ min: 0, max: 60 }).map(day), { nil: undefined });
/** Whether the team controls a signer is a property of the signer. */
const producer = fc.constantFrom('ci', 'lab').map((name) => ({ producer: name, teamControlled: name === 'ci' }));
const factOf = (claims: readonly Claim[]): fc.Arbitrary<Fact> =>
  fc
    .record({ claim: fc.constantFrom(...claims), anchor, signedAt: when, producer })
    .map(({ producer: signer, ...parts }) => buildFact({ ...parts, ...signer }));
/** What the organization says of its store, supporting or adverse; by its own word, or dated from outside. */
const keptFact = (altered: fc.Arbitrary<number>) =>
  fc
    .record({ altered, at: fc.integer({ min: 0, max: 60 }).map(day), timed: fc.boolean(), producer })
    .map(({ altered: count, at, timed, producer: signer }) =>
      buildFact({
        claim: { ...KEPT, altered: count, finishedAt: at },
        anchor: { kind: 'organization' },
        signedAt: timed ? at : undefined,
        ...signer,
      }),
    );
const facts = fc
  .tuple(
    fc.array(factOf([...SUPPORTING, ...SUPPORTING, CRITICAL, ...ADVERSE]), { maxLength: 14 }),
    fc.array(keptFact(fc.constantFrom(0, 0, 1)), { maxLength: 4 }),
  )
  .map(([about, kept]) => [...about, ...kept]);
const kind = fc.constantFrom(
  ...(['test-result', 'build-provenance', 'vulnerability-scan', 'sbom', 'release'] as const),
);
const findings: fc.Arbitrary<Finding[]> = fc.array(
  fc
    .record({ kind, anchor, outcome: fc.constantFrom('rejected' as const, 'unverified' as const) })
    .map(({ anchor: claimed, ...parts }) => buildFinding({ ...parts, claimedAnchors: [claimed] })),
  { maxLength: 6 },
);
const decisions = fc.subarray(
  [statementFor(['X.1']), waiverFor('X.1'), notApplicableFor('X.1')].map((claim) =>
    buildFact({ claim, anchor: { kind: 'organization' }, signedAt: day(3) }),
  ),
);
const asOf = fc.integer({ min: 0, max: 110 }).map(day);

function assess(input: Partial<AssessmentInput>, control: ControlMapping): Assessment {
  const { catalog, mapping } = buildFramework({ 'X.1': control });
  return evaluate(withComponents(buildInput({ population: populationOf(NAMES), ...input })), catalog, mapping);
}

function withComponents(input: AssessmentInput): AssessmentInput {
  const parts = PARTS.map((name) => ({ digests: [subjectNamed(name)], times: 1 }));
  const sboms = input.facts.filter(({ claim }) => claim.kind === 'sbom');
  const components = joinComponents(
    input,
    sboms.map(({ evidence }) => ({ sbom: evidence, components: parts })),
  );
  return { ...input, ...(components && { components }) };
}

function now(input: Partial<AssessmentInput>, control: ControlMapping): Segment {
  const assessment = assess(input, control);
  return segmentAt(assessment.results[0]!, assessment.asOf);
}

const isMet = (segment: Segment) => segment.machine.status === 'EVIDENCED';
const isAbovePartial = ({ status }: Segment) => status === 'EVIDENCED' || status === 'SUPPORTED';
const without = <T>(items: readonly T[], index: number) => items.filter((_, position) => position !== index);

describe('laws of judgement', () => {
  it('removing supporting evidence never makes a control met', () => {
    fc.assert(
      fc.property(controls, facts, asOf, fc.nat(), (control, known, at, pick) => {
        const supporting = known.flatMap(({ claim }, index) => (SUPPORTING.includes(claim) ? [index] : []));
        fc.pre(supporting.length > 0);
        const fewer = without(known, supporting[pick % supporting.length]!);
        if (isMet(now({ facts: fewer, asOf: at }, control))) {
          // Only a newer word of the same producer may have superseded a better one; both supporting, so both met.
          expect(isMet(now({ facts: known, asOf: at }, control))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('adding adverse evidence never makes a control met', () => {
    fc.assert(
      fc.property(controls, facts, factOf(ADVERSE), asOf, (control, known, adverse, at) => {
        if (isMet(now({ facts: [...known, adverse], asOf: at }, control))) {
          expect(isMet(now({ facts: known, asOf: at }, control))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('what the organization shows beyond PARTIAL lifts nothing, and holds down what is above', () => {
    fc.assert(
      fc.property(controls, facts, decisions, findings, asOf, (control, known, decided, found, at) => {
        const input = { facts: [...known, ...decided], findings: found, asOf: at };
        const { requires = KEEPING, grade, population } = control;
        const free: ControlMapping = { ...TESTED, requires, grade, population };
        const [held, would] = [now(input, control), now(input, free)];
        expect(held.machine).toEqual(would.machine);
        if (held.status === would.status) return;
        expect(['SELF_ATTESTED', 'SUPPORTED', 'EVIDENCED']).toContain(would.status);
        // A record by the assessed team's own signer counts as a process claim of theirs does: one grade lower.
        if (held.teamControlled && !would.teamControlled && held.status === 'SUPPORTED') return;
        expect({ held: held.status, reason: held.reason }).toEqual({ held: 'PARTIAL', reason: 'HELD_AT_PARTIAL' });
      }),
      { numRuns: 400 },
    );
  });

  it('a record that something was altered never takes a control above PARTIAL, nor does its removal bring one down', () => {
    fc.assert(
      fc.property(controls, facts, keptFact(fc.constant(1)), asOf, (control, known, adverse, at) => {
        if (isAbovePartial(now({ facts: [...known, adverse], asOf: at }, control))) {
          expect(isAbovePartial(now({ facts: known, asOf: at }, control))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('findings never satisfy, and never lower a member that verified facts meet', () => {
    fc.assert(
      fc.property(controls, facts, findings, asOf, (control, known, extra, at) => {
        const clean = now({ facts: known, asOf: at }, control);
        const noisy = now({ facts: known, findings: extra, asOf: at }, control);
        expect(noisy.machine.met).toBe(clean.machine.met);
        if (clean.machine.met > 0) expect(noisy.status).toBe(clean.status);
        if (noisy.status !== clean.status) {
          expect(['FAILED', 'UNVERIFIED', 'MISSING']).toContain(noisy.status);
          expect(clean.machine.met).toBe(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the order in which facts and findings stand changes nothing', () => {
    const shuffled = fc.tuple(facts, decisions, findings).chain(([known, decided, found]) => {
      const all = [...known, ...decided];
      return fc.record({
        one: fc.constant({ facts: all, findings: found }),
        other: fc.record({
          facts: fc.shuffledSubarray(all, { minLength: all.length }),
          findings: fc.shuffledSubarray(found, { minLength: found.length }),
        }),
      });
    });
    fc.assert(
      fc.property(controls, shuffled, asOf, (control, { one, other }, at) => {
        const first = assess({ ...one, asOf: at }, control);
        const second = assess({ ...other, asOf: at }, control);
        expect({ ...second, input: first.input }).toEqual(first);
      }),
    );
  });

  it('segments are contiguous, ordered and open at both ends', () => {
    fc.assert(
      fc.property(controls, facts, decisions, (control, known, decided) => {
        const { segments } = assess({ facts: [...known, ...decided] }, control).results[0]!;
        expect(segments[0]).not.toHaveProperty('from');
        expect(segments.at(-1)).not.toHaveProperty('until');
        for (const [index, segment] of segments.entries()) {
          expect(segment.until).toBe(segments[index + 1]?.from);
          if (segment.from !== undefined && segment.until !== undefined) {
            expect(segment.from < segment.until).toBe(true);
          }
        }
      }),
    );
  });

  it('every member that is not met is a gap with its need, and only those', () => {
    fc.assert(
      fc.property(controls, facts, findings, asOf, (control, known, found, at) => {
        const { gaps, machine } = now({ facts: known, findings: found, asOf: at }, control);
        const own = gaps.filter(({ member }) => member !== 'acme');
        expect(own).toHaveLength(machine.of - machine.met);
        for (const { status, need } of gaps) {
          expect(status).not.toBe('EVIDENCED');
          expect(need).not.toBe('');
        }
      }),
    );
  });

  it('what holds at a moment is what a world without later evidence would say', () => {
    fc.assert(
      fc.property(controls, facts, decisions, findings, asOf, (control, known, decided, found, at) => {
        const all = [...known, ...decided];
        const past = all.filter((fact) => (datedAt(fact) ?? at) <= at);
        const whole = now({ facts: all, findings: found, asOf: at }, control);
        const truncated = now({ facts: past, findings: found, asOf: at }, control);
        expect({ ...truncated, until: whole.until }).toEqual({ ...whole, until: whole.until });
      }),
      { numRuns: 300 },
    );
  });

  it('a read at another moment gives the status that an assessment as of that moment gives', () => {
    fc.assert(
      fc.property(controls, facts, decisions, asOf, asOf, (control, known, decided, at, other) => {
        const all = [...known, ...decided];
        const read = segmentAt(assess({ facts: all, asOf: at }, control).results[0]!, other);
        const { status, reason, machine, human, teamControlled } = now({ facts: all, asOf: other }, control);
        expect(read).toMatchObject({ status, reason, human, teamControlled });
        expect(read.machine.met).toBeLessThanOrEqual(machine.met);
        if (other >= at) expect(read.machine).toEqual(machine);
      }),
      { numRuns: 300 },
    );
  });

  it('nothing is ever EVIDENCED over a declared population', () => {
    const population = populationOf(NAMES, 'declared');
    fc.assert(
      fc.property(controls, fc.array(factOf(SUPPORTING), { minLength: 6 }), (control, known) => {
        const { segments } = assess({ population, facts: known }, control).results[0]!;
        expect(segments.map(({ status }) => status)).not.toContain('EVIDENCED');
      }),
    );
  });
});

describe('an assessment', () => {
  const { catalog, mapping } = buildFramework({ 'X.1': TESTED, 'X.2': { ...TESTED, grade: 'C', cap: 'partial' } });

  it('names its input by digest and answers for every control in catalog order', () => {
    const input = buildInput({ facts: [buildFact({ claim: PASSED_TEST })] });
    const assessment = evaluate(input, catalog, mapping);
    expect(assessment).toMatchObject({ input: canonicalDigest(input), scope: input.scope, asOf: day(10) });
    expect(assessment.results.map(({ control, grade, cap }) => [control, grade, cap])).toEqual([
      ['X.1', 'A', 'satisfied'],
      ['X.2', 'C', 'partial'],
    ]);
  });

  it('refuses a mapping that is silent on a control, whatever objects inherit', () => {
    const { catalog: strange } = buildFramework({ toString: TESTED });
    const silent: Mapping = { ...mapping, controls: {} };
    expect(() => evaluate(buildInput(), strange, silent)).toThrow(
      expect.objectContaining({ code: 'MAPPING_INCOMPLETE' }),
    );
  });
});

describe('the SLSA build level of a release', () => {
  const { catalog, mapping } = buildFramework({ 'X.1': TESTED });
  const level = (names: readonly string[], known: readonly Fact[]) =>
    evaluate(buildInput({ population: populationOf(names), facts: known }), catalog, mapping).slsaBuildLevel;
  const built = (name: string, buildLevel: 0 | 1 | 2 | 3, parts = {}) =>
    buildFact({ claim: { ...PROVENANCE, buildLevel }, anchor: aboutArtifact(name), ...parts });

  it('is the least over its artifacts of the best that each can show', () => {
    expect(level(['a', 'b'], [built('a', 3), built('b', 2)])).toBe(2);
    expect(level(['a'], [built('a', 1), built('a', 3, { producer: 'lab' })])).toBe(3);
    expect(level(['a', 'b'], [built('a', 3)])).toBe(0);
    expect(level([], [])).toBe(0);
  });

  it('counts an accepted verifier’s summary, and nothing above three', () => {
    const summary = { kind: 'build-verification', verifierId: 'v', resourceUri: 'r', buildLevel: 4 } as const;
    expect(level(['a'], [buildFact({ claim: summary })])).toBe(3);
  });

  it('counts neither what is superseded nor what is signed after asOf', () => {
    expect(level(['a'], [built('a', 3), built('a', 1, { signedAt: day(2) })])).toBe(1);
    expect(level(['a'], [built('a', 3, { signedAt: day(11) })])).toBe(0);
  });
});
