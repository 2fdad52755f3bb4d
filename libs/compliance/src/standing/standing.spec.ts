import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canonicalDigest, type Instant } from '#kernel';

import { STATUS_ORDER, type AssessmentInput, type Status } from '../assessment.js';
import { compareAssessments } from '../compare/compare-assessments.js';
import type { Side } from '../compare/parts.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { ControlMapping } from '../framework/mapping.js';
import {
  aboutArtifact,
  asked,
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  FAILED_TEST,
  PASSED_TEST,
  populationOf,
  PROVENANCE,
  statementFor,
  TESTED,
  waiverFor,
  notApplicableFor,
} from '../testing/build-input.js';
import { fallByTime, fallOf, type Fall } from './fall-cause.js';
import { standingAt, type FallenSentence } from './fallen-sentences.js';
import { stillStands } from './still-stands.js';

const MANUAL: ControlMapping = {
  ...{ grade: 'D', cap: 'manual', population: 'organization' },
  ...{ rationale: 'because', human: 'the rest', remedy: 'state it' },
};
const CONTROLS = { 'X.1': TESTED, 'X.3': MANUAL };
const ORGANIZATION = { kind: 'organization', organization: 'acme' } as const;
const PRODUCT = { kind: 'product', organization: 'acme', product: 'app' } as const;

function side(input: Partial<AssessmentInput>, controls: Readonly<Record<string, ControlMapping>> = CONTROLS): Side {
  const { catalog, mapping } = buildFramework(controls);
  const digests = { catalog: canonicalDigest(catalog), mapping: [canonicalDigest(Object.keys(controls))] };
  return { input: buildInput({ ...digests, ...input }), catalog, mapping };
}
const judge = ({ input, catalog, mapping }: Side) => evaluate(input, catalog, mapping);
const standing = (signed: Side, current: Side, at: Instant = current.input.asOf) =>
  standingAt(judge(signed), judge(current), at);

/** What fell and why, as the platform finds it. */
function falls(signed: Side, current: Side, at: Instant = current.input.asOf): readonly (Fall & { control: string })[] {
  const to = { ...current, input: { ...current.input, asOf: at, knownAt: at } };
  const { differences } = compareAssessments(signed, to);
  return standing(signed, current, at).fallen.map((fallen) => {
    const { control } = fallen.signed;
    return {
      control,
      ...fallOf(
        fallen,
        differences.find((each) => each.control === control),
        { signed: signed.input, now: to.input },
      ),
    };
  });
}

const passed = buildFact({ claim: PASSED_TEST });
const statement = buildFact({ claim: statementFor(['X.3']), anchor: ORGANIZATION });
const waiver = buildFact({ claim: waiverFor('X.1'), anchor: PRODUCT });

describe('a signed sentence', () => {
  const told = (status: Status, met = 1, of = 1) => ({ status, met, of });

  it.each<[Status, Status, boolean]>([
    ['EVIDENCED', 'SUPPORTED', false],
    ['SUPPORTED', 'EVIDENCED', true],
    ['FAILED', 'MISSING', true],
    ['WAIVED', 'WAIVED', true],
    ['WAIVED', 'EVIDENCED', true],
    ['WAIVED', 'SELF_ATTESTED', true],
    ['WAIVED', 'MISSING', false],
    ['WAIVED', 'PARTIAL', false],
    ['WAIVED', 'NOT_APPLICABLE', false],
    ['NOT_APPLICABLE', 'WAIVED', false],
    ['NOT_APPLICABLE', 'STALE', false],
    ['EVIDENCED', 'WAIVED', false],
    ['PARTIAL', 'NOT_APPLICABLE', false],
    ['MISSING', 'WAIVED', true],
    ['STALE', 'NOT_APPLICABLE', true],
  ])('signed as %s, now %s: stands: %s', (signed, now, stands) => {
    expect(stillStands(told(signed), told(now))).toBe(stands);
  });

  it('that is judged no longer does not stand', () => {
    expect(stillStands(told('FAILED'), undefined)).toBe(false);
  });

  it('that was partly met falls when a smaller part is met', () => {
    expect(stillStands(told('PARTIAL', 3, 4), told('PARTIAL', 2, 4))).toBe(false);
    expect(stillStands(told('PARTIAL', 3, 4), told('PARTIAL', 6, 8))).toBe(true);
    expect(stillStands(told('PARTIAL', 3, 4), told('PARTIAL', 9, 10))).toBe(true);
  });

  it('is no worse than itself, and what is graver than something fallen is fallen too', () => {
    const status = fc.constantFrom<Status>(...STATUS_ORDER, 'WAIVED', 'NOT_APPLICABLE');
    const ordered = fc.constantFrom(...STATUS_ORDER);
    fc.assert(
      fc.property(status, ordered, ordered, (signed, a, b) => {
        expect(stillStands(told(signed), told(signed))).toBe(true);
        const [graver, better] = STATUS_ORDER.indexOf(a) <= STATUS_ORDER.indexOf(b) ? [a, b] : [b, a];
        if (!stillStands(told(signed), told(better))) expect(stillStands(told(signed), told(graver))).toBe(false);
      }),
    );
  });
});

describe('what was signed falls, with its cause', () => {
  const signed = side({ facts: [passed, statement] });

  it('when evidence that it rested on is not trusted any more', () => {
    const fell = { ...buildFinding({ codes: ['IDENTITY_DISTRUSTED'] }), evidence: passed.evidence };
    expect(falls(signed, side({ facts: [statement], findings: [fell] }))).toEqual([
      { control: 'X.1', cause: 'EVIDENCE_DISTRUSTED', evidence: [passed.evidence] },
    ]);
  });

  it('when a key or rule changed so that it is judged otherwise', () => {
    const fell = { ...buildFinding({ codes: ['UNEXPECTED_SIGNER'] }), evidence: passed.evidence };
    expect(falls(signed, side({ facts: [statement], findings: [fell] }))).toMatchObject([
      { control: 'X.1', cause: 'TRUST_CHANGED', evidence: [passed.evidence] },
    ]);
  });

  it('when newer evidence speaks against it', () => {
    const failed = buildFact({ claim: FAILED_TEST, signedAt: day(5) });
    // Of what came since, nothing is named: the reader of the signed statement has not heard of it.
    expect(falls(signed, side({ facts: [passed, failed, statement] }))).toEqual([
      { control: 'X.1', cause: 'EVIDENCE_ADVERSE', evidence: [passed.evidence] },
    ]);
  });

  it('when evidence does not concern the release any more', () => {
    expect(falls(signed, side({ facts: [statement] }))).toMatchObject([{ control: 'X.1', cause: 'EVIDENCE_GONE' }]);
  });

  it('when its window closes', () => {
    expect(falls(signed, signed, day(60))).toMatchObject([{ control: 'X.1', cause: 'WINDOW_CLOSED' }]);
  });

  it("when a person's statement ends", () => {
    expect(falls(signed, signed, day(400))).toMatchObject([
      { control: 'X.1', cause: 'WINDOW_CLOSED' },
      { control: 'X.3', cause: 'STATEMENT_ENDED' },
    ]);
  });

  it('when a waiver ends, unless it is met by then', () => {
    const waived = side({ facts: [waiver] });
    expect(falls(waived, waived, day(89))).toEqual([]);
    expect(falls(waived, waived, day(90))).toMatchObject([{ control: 'X.1', cause: 'WAIVER_ENDED' }]);
    const rerun = buildFact({ claim: PASSED_TEST, signedAt: day(80) });
    expect(falls(waived, side({ facts: [waiver, rerun] }), day(90))).toEqual([]);
  });

  it('when it is set aside by a later decision', () => {
    const aside = buildFact({ claim: notApplicableFor('X.1'), anchor: PRODUCT });
    expect(falls(signed, side({ facts: [passed, statement, aside] }))).toEqual([
      { control: 'X.1', cause: 'SET_ASIDE', evidence: [] },
    ]);
  });

  it('when the list of what was released changes', () => {
    expect(falls(signed, side({ facts: [passed, statement], population: populationOf(['a', 'b']) }))).toMatchObject([
      { control: 'X.1', cause: 'POPULATION_CHANGED' },
    ]);
  });

  it('when the mapping or the catalog changes', () => {
    const facts = [passed, statement];
    const where = asked('test-result', 'suite == "e2e"');
    const strict = { ...TESTED, requires: { claim: 'test-result' as const, need: 'e2e', where } };
    expect(falls(signed, side({ facts }, { ...CONTROLS, 'X.1': strict }))).toMatchObject([
      { control: 'X.1', cause: 'MAPPING_CHANGED' },
    ]);
    expect(falls(signed, side({ facts }, { 'X.1': TESTED }))).toEqual([
      { control: 'X.3', cause: 'CATALOG_CHANGED', evidence: [] },
    ]);
  });

  it('and says so where the two cannot be compared', () => {
    const [fallen] = standing(signed, side({})).fallen;
    const causeBetween = (then: AssessmentInput, now: AssessmentInput) =>
      fallOf(fallen!, undefined, { signed: then, now }).cause;
    expect(causeBetween(signed.input, side({}).input)).toBe('JUDGED_OTHERWISE');
    expect(causeBetween(signed.input, side({}, { 'X.1': TESTED }).input)).toBe('MAPPING_CHANGED');
  });
});

describe('time alone', () => {
  const signed = side({ facts: [passed, statement] });

  it('is foretold: when the next sentence falls is known from the start', () => {
    const now = standing(signed, signed);
    expect(now).toEqual({ fallen: [], nextChange: expect.any(String) });
    const before = new Date(Date.parse(now.nextChange!) - 1).toISOString() as Instant;
    expect(standing(signed, signed, before).fallen).toEqual([]);
    const [fallen] = standing(signed, signed, now.nextChange).fallen;
    expect(fallByTime(fallen as FallenSentence)).toBe('WINDOW_CLOSED');
  });

  it('changes nothing any more once everything has ended', () => {
    expect(standing(signed, signed, day(4000))).not.toHaveProperty('nextChange');
  });
});

const fact = fc
  .record({
    claim: fc.constantFrom(PASSED_TEST, FAILED_TEST, PROVENANCE, statementFor(['X.3'])),
    anchor: fc.constantFrom(aboutArtifact('a'), aboutArtifact('b'), ORGANIZATION),
    signedAt: fc.integer({ min: -40, max: 12 }).map(day),
  })
  .map(buildFact);
const facts = fc.array(fact, { maxLength: 5 });
const names = fc.constantFrom(['a'], ['a', 'b']);

describe('whatever was signed', () => {
  it('stands at the moment it was signed, by what it was signed from', () => {
    fc.assert(
      fc.property(facts, names, (known, artifacts) => {
        const one = side({ facts: known, population: populationOf(artifacts) });
        expect(standing(one, one).fallen).toEqual([]);
      }),
    );
  });

  it('adverse evidence never makes a fallen sentence stand again', () => {
    const adverse = fc
      .record({
        anchor: fc.constantFrom(aboutArtifact('a'), aboutArtifact('b')),
        producer: fc.constantFrom('ci', 'other'),
      })
      .map((parts) => buildFact({ ...parts, claim: FAILED_TEST, signedAt: day(13) }));
    fc.assert(
      fc.property(facts, facts, adverse, names, (then, now, against, artifacts) => {
        const population = populationOf(artifacts);
        const at = day(14);
        const signed = side({ facts: then, population });
        const controls = (known: typeof now) =>
          standing(signed, side({ facts: known, population, asOf: at }), at).fallen.map((each) => each.signed.control);
        expect(controls([...now, against])).toEqual(expect.arrayContaining(controls(now)));
      }),
    );
  });

  it('falls at no other moment than the ones foretold', () => {
    fc.assert(
      fc.property(facts, facts, fc.integer({ min: 10, max: 420 }), (then, now, later) => {
        const [signed, current] = [side({ facts: then }), side({ facts: now })];
        const first = standing(signed, current);
        const at = day(later);
        const controls = (fallen: readonly FallenSentence[]) =>
          fallen.map(({ signed: each, now: is }) => [each.control, is?.status]);
        if (first.nextChange === undefined || at < first.nextChange) {
          expect(controls(standing(signed, current, at).fallen)).toEqual(controls(first.fallen));
        }
      }),
    );
  });
});
