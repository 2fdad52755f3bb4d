import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseDeploymentPolicy } from './deployment-policy.js';

describe('a record of deployment policies', () => {
  const VALID = {
    engine: 'kyverno',
    cluster: 'prod-eu',
    collectedAt: '2026-01-01T00:00:00Z',
    policies: [
      { name: 'signed-images', mode: 'enforce' },
      { name: 'labels', mode: 'audit' },
    ],
    reports: [
      {
        apiVersion: 'wgpolicyk8s.io/v1alpha2',
        kind: 'ClusterPolicyReport',
        results: [
          { policy: 'signed-images', result: 'pass' },
          { policy: 'labels', result: 'fail', source: 'kyverno' },
        ],
      },
      { apiVersion: 'openreports.io/v1alpha1', kind: 'Report' },
    ],
  };
  const read = (json: JsonValue) => parseDeploymentPolicy(fieldOf(json));

  it('gives the policies with their modes, and counts the results of all reports', () => {
    expect(read(VALID)).toEqual({
      kind: 'deployment-policy',
      engine: 'kyverno',
      cluster: 'prod-eu',
      collectedAt: '2026-01-01T00:00:00.000Z',
      policies: VALID.policies,
      results: { pass: 1, fail: 1, warn: 0, error: 0, skip: 0 },
    });
  });

  it('has no results where no report came along', () => {
    expect(read(withChange(VALID, 'reports', undefined))).not.toHaveProperty('results');
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of an engine nobody knows', 'engine', 'gatekeeper', 'FIELD_INVALID'],
    ['without a cluster', 'cluster', '', 'FIELD_MISSING'],
    ['without a moment', 'collectedAt', undefined, 'FIELD_MISSING'],
    ['with a mode that is none', 'policies.0.mode', 'Enforce', 'FIELD_INVALID'],
    ['with two policies of one name', 'policies.1.name', 'signed-images', 'FIELD_INVALID'],
    ['with a condition nobody reads', 'policies.0.unless', 'friday', 'FIELD_UNKNOWN'],
    ['with a field nobody reads', 'namespace', 'default', 'FIELD_UNKNOWN'],
    ['with a report of something else', 'reports.0.apiVersion', 'v1', 'FIELD_INVALID'],
    ['with a report of another kind', 'reports.1.kind', 'Pod', 'FIELD_INVALID'],
    ['with a result that is none', 'reports.0.results.0.result', 'passed', 'FIELD_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});
