import { describe, expect, it } from '@jest/globals';

import type { Answered } from '#application';
import type { MemberExplanation, RuleWords } from '#compliance';
import { digestOf, toUtf8 } from '#kernel';

import { toExplanation } from './explanation.mapper.js';

const digests = Array.from({ length: 5 }, (_, index) => digestOf(toUtf8(`${index}`)));

function member(name: string, met: boolean): MemberExplanation {
  const part = { claim: 'sbom', asked: 'an SBOM', met, status: 'MISSING', sentence: 'It is missing.' };
  return { member: name, met, parts: [{ ...part, evidence: digests }] } as unknown as MemberExplanation;
}

function explained(rule?: RuleWords): Answered<'explanation'> {
  const members = [member('a', true), member('b', false), member('c', true), member('d', false)];
  const notes = digests.map((evidence) => ({ evidence, claims: [], rules: [], codes: [] }));
  const population = { unit: 'artifacts', source: 'declared', met: 2, of: 4 };
  const components = digests.map((sbom) => ({ member: 'a', sbom, listed: 2, joined: 1 }));
  const notable = { evidence: notes, findings: notes, components };
  const answer = { rule, population, members, restsOn: digests, ...notable, plans: [] };
  return { input: {}, answer } as unknown as Answered<'explanation'>;
}

describe('an explanation over GraphQL', () => {
  it('shows at most as much as was asked for, beside how much there is', () => {
    const shown = toExplanation(explained(), 3);
    const lists = [
      shown.members,
      shown.components,
      shown.restsOn,
      shown.evidence,
      shown.findings,
      shown.members[0]?.parts[0]?.evidence,
    ];
    expect(lists.map((list) => list?.length)).toEqual([3, 3, 3, 3, 3, 3]);
    expect([shown.met, shown.of, shown.evidenceCount, shown.findingCount]).toEqual([2, 4, 5, 5]);
  });

  it('shows first what is not met', () => {
    expect(toExplanation(explained(), 100).members.map(({ member: name }) => name)).toEqual(['b', 'd', 'a', 'c']);
  });

  it('shows the rule as lines, what joins above what it joins', () => {
    const leaf = (text: string): RuleWords => ({ text, claim: 'sbom', conditions: ['c'], branches: [] });
    const rule = { text: 'all:', branches: [leaf('x'), { text: 'one:', branches: [leaf('y')] }] };
    expect(toExplanation(explained(rule), 1).rule).toEqual([
      { depth: 0, text: 'all:', conditions: [] },
      { depth: 1, text: 'x', claim: 'sbom', conditions: ['c'] },
      { depth: 1, text: 'one:', conditions: [] },
      { depth: 2, text: 'y', claim: 'sbom', conditions: ['c'] },
    ]);
    expect(toExplanation(explained(), 1).rule).toEqual([]);
  });
});
