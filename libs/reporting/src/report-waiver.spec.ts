import { describe, expect, it } from '@jest/globals';

import type { Fact } from '#compliance';
import { addDays, canonicalDigest } from '#kernel';

import { reportParts } from './fixtures/report-parts.js';
import { reportWaivers } from './report-waiver.js';
import { buildReport, tasksOf } from './report.js';

const parts = reportParts();
const { scope, asOf } = parts.input;
const [task] = tasksOf(buildReport(parts).groups);
const claim = {
  ...{ kind: 'waiver' as const, control: task!.id, reason: 'Late.', compensatingControl: 'Reviewed by hand.' },
  ...{ requester: 'Dana Okafor', approver: 'Sam Lindqvist', validFrom: asOf, validUntil: addDays(asOf, 30) },
};
const waiver = (name: string, over: Partial<Fact> = {}): Fact => ({
  ...parts.input.facts[0]!,
  evidence: canonicalDigest(name),
  anchor: { kind: 'product', organization: scope.organization, product: scope.product },
  claim,
  ...over,
});
const waived = { ...task!, status: 'WAIVED' as const, evidence: [canonicalDigest('waiver')] };

describe('the waivers of a report', () => {
  it('are those that a result rests on, once each', () => {
    const facts = [waiver('waiver'), waiver('waiver', { rule: 'another' }), waiver('not in force')];
    expect(reportWaivers(facts, [waived], scope)).toEqual([
      {
        control: task!.id,
        statement: canonicalDigest('waiver'),
        ...{ requester: 'Dana Okafor', approver: 'Sam Lindqvist', validUntil: addDays(asOf, 30) },
        scope: { organization: scope.organization, product: scope.product },
      },
    ]);
  });

  it('say whether they are for this release alone', () => {
    const facts = [waiver('waiver', { anchor: { kind: 'release', ...scope } })];
    expect(reportWaivers(facts, [waived], scope)[0]?.scope).toEqual(scope);
  });

  it('are none where no result is waived', () => {
    expect(reportWaivers([waiver('waiver')], [{ ...waived, status: 'MISSING' }], scope)).toEqual([]);
  });
});
