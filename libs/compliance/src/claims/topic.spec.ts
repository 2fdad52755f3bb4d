import { describe, expect, it } from '@jest/globals';

import { parseInstant } from '#kernel';

import type { Claim } from './claim.js';
import { topicOf } from './topic.js';

describe('a newer word replaces an older one', () => {
  const about = (claim: Claim, other: Partial<Claim>) => topicOf(claim) === topicOf({ ...claim, ...other } as Claim);
  const branch: Claim = { kind: 'forge-settings', of: 'branch', about: 'github.com/acme/app@main', rules: [] };
  const card: Claim = { kind: 'scorecard', repository: 'github.com/acme/app' };
  const source: Claim = { kind: 'source-provenance', ref: 'refs/heads/main', controls: [] };
  const published: Claim = { kind: 'release', registry: 'https://r', logged: true, timed: true };
  const traced: Claim = { kind: 'runtime-trace', monitorType: 'm', processType: 'p', event: 'build' };
  const guarded: Claim = { kind: 'deployment-policy', engine: 'kyverno', cluster: 'a', enforced: [], policies: 0 };
  const supplied: Claim = {
    ...{ kind: 'supplier-assessment', organization: 's', product: 'p', release: '4.2.0', framework: 'ssdf-1.1' },
    ...{ mappings: [], asOf: parseInstant('2026-01-01'), controls: 1, met: 1, evidenced: ['X.1'], supported: [] },
    ...{ selfAttested: [], waived: [], failed: [], slsaBuildLevel: 0, population: 'declared', loosened: 0 },
    ...{ accounted: true, synthetic: false },
  };

  it.each<[string, Claim, Partial<Claim>]>([
    ['of one branch', branch, { rules: ['deletion'] }],
    ['of one repository', card, { score: 3 }],
    ['of one ref', source, { controls: ['REVIEW'] }],
    ['of one registry', published, { logged: false }],
    ['of one event', traced, { files: 3 }],
    ['of one cluster', guarded, { failed: 1 }],
    ['of one supplier’s product', supplied, { release: '4.3.0', met: 2 }],
    ['of one kind that has no topics', { kind: 'secret-scan', found: 0, rules: [] }, { found: 1 }],
  ])('%s', (_, claim, other) => {
    expect(about(claim, other)).toBe(true);
  });

  it.each<[string, Claim, Partial<Claim>]>([
    ['supplier', supplied, { organization: 'another' }],
    ['framework of a supplier', supplied, { framework: 'slsa-1.2' }],
    ['branch', branch, { about: 'github.com/acme/app@release' }],
    ['question to a forge', branch, { of: 'repository' }],
    ['repository', card, { repository: 'github.com/acme/other' }],
    ['ref', source, { ref: 'refs/tags/v1' }],
    ['registry', published, { registry: 'https://other' }],
    ['event', traced, { event: 'test' }],
    ['cluster', guarded, { cluster: 'b' }],
  ])('but not one about another %s', (_, claim, other) => {
    expect(about(claim, other)).toBe(false);
  });
});
