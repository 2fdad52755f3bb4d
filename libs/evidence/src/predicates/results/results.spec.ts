import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseSarif } from './sarif.js';
import { parseTestResult } from './test-result.js';
import { isAboutSource, parseVerificationSummary } from '../slsa/verification-summary.js';

describe('a test result', () => {
  const VALID = { result: 'FAILED', configuration: [{ name: 'unit tests', uri: 'x' }], failedTests: ['a', 'b'] };
  const read = (json: JsonValue) => parseTestResult(fieldOf(json));

  it('gives result, suite and how many tests failed', () => {
    expect(read(VALID)).toEqual({ kind: 'test-result', result: 'FAILED', suite: 'unit tests', failed: 2 });
  });

  it('names its suite by URI where the configuration has no name', () => {
    expect(read(withChange(VALID, 'configuration.0.name', undefined)).suite).toBe('x');
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['with another result', 'result', 'passed', 'FIELD_INVALID'],
    ['without a configuration', 'configuration', [], 'FIELD_INVALID'],
    ['with a configuration that is not named', 'configuration.0', {}, 'FIELD_MISSING'],
    ['with failed tests that are no list', 'failedTests', 0, 'FIELD_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('a verification summary', () => {
  const VALID = {
    verifier: { id: 'https://verifier.example' },
    resourceUri: 'git+https://github.com/acme/app',
    verificationResult: 'PASSED',
    verifiedLevels: ['SLSA_SOURCE_LEVEL_2', 'ACME_REVIEWED'],
  };
  const read = (json: JsonValue) => parseVerificationSummary(fieldOf(json));

  it('gives verifier, resource, result and levels', () => {
    expect(read(VALID)).toEqual({
      kind: 'verification-summary',
      verifierId: 'https://verifier.example',
      resourceUri: 'git+https://github.com/acme/app',
      result: 'PASSED',
      levels: ['SLSA_SOURCE_LEVEL_2', 'ACME_REVIEWED'],
    });
  });

  it('is about source only when it grants source levels and no build level', () => {
    const about = (levels: readonly string[]) => isAboutSource(read(withChange(VALID, 'verifiedLevels', levels)));
    expect(about(['SLSA_SOURCE_LEVEL_2'])).toBe(true);
    expect(about(['SLSA_BUILD_LEVEL_3'])).toBe(false);
    expect(about(['SLSA_SOURCE_LEVEL_2', 'SLSA_BUILD_LEVEL_3'])).toBe(false);
    expect(about([])).toBe(false);
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['without a verifier', 'verifier', undefined, 'FIELD_MISSING'],
    ['without a resource', 'resourceUri', '', 'FIELD_MISSING'],
    ['with another result', 'verificationResult', 'WARNED', 'FIELD_INVALID'],
    ['without levels', 'verifiedLevels', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('a SARIF report', () => {
  const rules = [{ id: 'grave', defaultConfiguration: { level: 'error' } }, { id: 'plain' }];
  const report = (results: JsonValue, invocations: JsonValue = [{ executionSuccessful: true }]) => ({
    report: { version: '2.1.0', runs: [{ tool: { driver: { name: 'linter', rules } }, results, invocations }] },
  });
  const read = (json: JsonValue) => parseSarif(fieldOf(json));

  it.each<[string, JsonValue, string, number]>([
    ['an open error fails', [{ level: 'error' }], 'FAILED', 1],
    ['an error by its rule fails', [{ ruleIndex: 0 }], 'FAILED', 1],
    ['a result without a level is a warning', [{ ruleIndex: 1 }], 'WARNED', 0],
    ['a note passes', [{ level: 'note' }, { level: 'none' }], 'PASSED', 0],
    ['a result of kind pass is no problem', [{ kind: 'pass', level: 'error' }], 'PASSED', 0],
    ['an accepted suppression closes it', [{ level: 'error', suppressions: [{ kind: 'external' }] }], 'PASSED', 0],
    ['a rejected suppression does not', [{ level: 'error', suppressions: [{ status: 'rejected' }] }], 'FAILED', 1],
    ['nothing found passes', [], 'PASSED', 0],
  ])('%s', (_, results, result, failed) => {
    expect(read(report(results))).toEqual({ kind: 'static-analysis', suite: 'linter', result, failed });
  });

  it('of a run that did not complete has failed, whatever it found', () => {
    expect(read(report([], [{ executionSuccessful: false }]))).toMatchObject({ result: 'FAILED', failed: 0 });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['without the report itself', 'report', undefined, 'FIELD_MISSING'],
    ['without a run', 'report.runs', [], 'SARIF_NO_RUN'],
    ['whose tool did not look', 'report.runs.0.results', null, 'FIELD_MISSING'],
    ['without a tool', 'report.runs.0.tool', undefined, 'FIELD_MISSING'],
    ['with a level that nobody defined', 'report.runs.0.results', [{ level: 'fine' }], 'FIELD_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(report([]), path, value)))).toBe(code);
  });
});
