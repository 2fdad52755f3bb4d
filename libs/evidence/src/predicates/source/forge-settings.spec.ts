import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseBranchRules, parseMembers, parseOrganization, parseRepository } from './forge-settings.js';

type Refusals = readonly (readonly [name: string, path: string, value: JsonValue | undefined, code: string])[];

describe('a snapshot of the rules of a branch', () => {
  const VALID = {
    id: 'github.com/acme/app@main',
    type: 'http://github.com/carabiner-dev/snappy/specs/github/branch-rules.yaml',
    values: [
      { type: 'deletion', ruleset_id: 1 },
      { type: 'non_fast_forward' },
      { type: 'pull_request', parameters: { required_approving_review_count: 1, require_code_owner_review: false } },
      { type: 'pull_request', parameters: { required_approving_review_count: 2, require_code_owner_review: true } },
      { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'a' }, { context: 'b' }] } },
    ],
  };
  const read = (json: JsonValue) => parseBranchRules(fieldOf(json));

  it('names the rules, and takes the strictest of several', () => {
    expect(read(VALID)).toEqual({
      kind: 'forge-settings',
      about: 'github.com/acme/app@main',
      settings: {
        of: 'branch',
        rules: ['deletion', 'non_fast_forward', 'pull_request', 'required_status_checks'],
        requiredApprovals: 2,
        requiresCodeOwners: true,
        requiredChecks: 2,
      },
    });
  });

  it('says nothing of approvals where no rule speaks of pull requests', () => {
    expect(read({ ...VALID, values: [{ type: 'deletion' }] }).settings).toEqual({ of: 'branch', rules: ['deletion'] });
    expect(read({ ...VALID, values: [] }).settings).toEqual({ of: 'branch', rules: [] });
  });

  it.each<Refusals[number]>([
    ['that does not say what it is about', 'id', undefined, 'FIELD_MISSING'],
    ['without an answer', 'values', undefined, 'FIELD_MISSING'],
    ['whose answer is an error', 'values', { message: 'Not Found' }, 'FIELD_INVALID'],
    ['with a rule without a name', 'values.0.type', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('a snapshot of the members of an organization', () => {
  const edges = [{ hasTwoFactorEnabled: true }, { hasTwoFactorEnabled: false }, { hasTwoFactorEnabled: null }];
  const VALID = {
    id: 'github.com/acme',
    values: { data: { organization: { login: 'acme', membersWithRole: { totalCount: 3, edges } } } },
  };
  const read = (json: JsonValue) => parseMembers(fieldOf(json));

  it('counts those who certainly have a second factor among all members', () => {
    expect(read(VALID).settings).toEqual({ of: 'members', members: 3, membersWithSecondFactor: 1 });
  });

  it('counts members beyond those that were listed, of whom nobody knows', () => {
    const more = withChange(VALID, 'values.data.organization.membersWithRole.totalCount', 250);
    expect(read(more).settings).toEqual({ of: 'members', members: 250, membersWithSecondFactor: 1 });
  });

  it.each<Refusals[number]>([
    ['without an organization', 'values.data.organization', null, 'FIELD_MISSING'],
    ['without a number of members', 'values.data.organization.membersWithRole.totalCount', undefined, 'FIELD_MISSING'],
    ['without a list of them', 'values.data.organization.membersWithRole.edges', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('a snapshot of an organization or a repository', () => {
  const organization = (values: JsonValue) => parseOrganization(fieldOf({ id: 'github.com/acme', values })).settings;
  const repository = (values: JsonValue) => parseRepository(fieldOf({ id: 'github.com/acme/app', values })).settings;

  it('says whether a second factor is required, where the forge says so', () => {
    expect(organization({ two_factor_requirement_enabled: true })).toEqual({
      of: 'organization',
      requiresSecondFactor: true,
    });
    expect(organization({ two_factor_requirement_enabled: null })).toEqual({ of: 'organization' });
    expect(organization({})).toEqual({ of: 'organization' });
  });

  it('says which searches for secrets are on, and of the others nothing', () => {
    const security = {
      secret_scanning: { status: 'enabled' },
      secret_scanning_push_protection: { status: 'disabled' },
    };
    expect(repository({ visibility: 'public', security_and_analysis: security })).toEqual({
      of: 'repository',
      visibility: 'public',
      secretScanning: true,
      pushProtection: false,
    });
    expect(repository({ security_and_analysis: { secret_scanning: { status: 'unknown' } } })).toEqual({
      of: 'repository',
    });
    expect(repository({ security_and_analysis: null })).toEqual({ of: 'repository' });
  });

  it('is refused without an answer', () => {
    expect(refusalOf(() => parseOrganization(fieldOf({ id: 'x' })))).toBe('FIELD_MISSING');
    expect(refusalOf(() => parseRepository(fieldOf({ id: 'x', values: [] })))).toBe('FIELD_INVALID');
  });
});
