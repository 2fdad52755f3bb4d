import { describe, expect, it } from '@jest/globals';

import type { AssessmentInput, OrderedStatus } from '../assessment.js';
import { evaluate } from '../evaluate/evaluate.js';
import {
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  PASSED_TEST,
  populationOf,
  TESTED,
  waiverFor,
} from '../testing/build-input.js';
import { passGate } from './gate.js';
import type { Profile } from './profile.js';

const { catalog, mapping } = buildFramework({ 'X.1': TESTED, 'X.2': { ...TESTED, grade: 'B', cap: 'partial' } });
const passed = buildFact({ claim: PASSED_TEST });
const waiver = buildFact({ claim: waiverFor('X.1'), anchor: { kind: 'organization', organization: 'acme' } });

function profile(controls: Readonly<Record<string, OrderedStatus>>, accepts: Profile['accepts'] = []): Profile {
  return { id: 'p', version: '1', title: 'P', catalog: 'fw', purpose: 'tests', accepts, controls };
}
function gate(parts: Partial<AssessmentInput>, asked: Profile) {
  const input = buildInput(parts);
  return passGate(input, evaluate(input, catalog, mapping), asked);
}

describe('a gate', () => {
  it('passes where every control of the profile has at least its status', () => {
    const result = gate({ facts: [passed] }, profile({ 'X.1': 'EVIDENCED', 'X.2': 'SUPPORTED' }));
    expect(result).toMatchObject({ outcome: 'passed', rows: [{ enough: true }, { enough: true }] });
  });

  it('fails where one control has less, however much the others have', () => {
    const result = gate({ facts: [passed] }, profile({ 'X.1': 'EVIDENCED', 'X.2': 'EVIDENCED' }));
    expect(result).toMatchObject({
      outcome: 'failed',
      rows: [{ enough: true }, { enough: false, status: 'SUPPORTED' }],
    });
  });

  it('fails without evidence, and says what is needed', () => {
    const result = gate({}, profile({ 'X.1': 'PARTIAL' }));
    expect(result).toMatchObject({ outcome: 'failed', rows: [{ status: 'MISSING', need: 'a passing test run' }] });
  });

  it('never passes on nothing: an empty scope fails, whatever a waiver says of it', () => {
    const empty = { population: populationOf([]), facts: [waiver] };
    expect(gate(empty, profile({ 'X.1': 'SUPPORTED' }, ['WAIVED']))).toMatchObject({
      outcome: 'failed',
      emptyScope: true,
    });
    expect(gate({ facts: [passed] }, profile({}))).toMatchObject({ outcome: 'failed', rows: [] });
  });

  it.each([
    [['WAIVED'] as const, 'passed'],
    [[] as const, 'failed'],
    [['NOT_APPLICABLE'] as const, 'failed'],
  ])('takes a waiver for enough only where the profile accepts it: %j', (accepts, outcome) => {
    expect(gate({ facts: [waiver] }, profile({ 'X.1': 'SUPPORTED' }, accepts))).toMatchObject({ outcome });
  });

  it('is unchecked where all that is missing could not be verified, and failed where anything else is missing', () => {
    const unverified = buildFinding({ outcome: 'unverified' });
    expect(gate({ findings: [unverified] }, profile({ 'X.1': 'SUPPORTED' })).outcome).toBe('unchecked');
    const second = { ...TESTED, requires: { claim: 'sbom' as const, need: 'an SBOM' } };
    const mixed = buildFramework({ 'X.1': TESTED, 'X.2': second });
    const input = buildInput({ findings: [unverified] });
    const assessment = evaluate(input, mixed.catalog, mixed.mapping);
    const asked = profile({ 'X.1': 'SUPPORTED', 'X.2': 'SUPPORTED' });
    expect(passGate(input, assessment, asked).outcome).toBe('failed');
  });

  it('does not judge an assessment of another catalog', () => {
    expect(() => gate({}, profile({ 'Y.1': 'PARTIAL' }))).toThrow(TypeError);
  });
});
