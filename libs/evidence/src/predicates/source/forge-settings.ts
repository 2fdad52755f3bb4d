import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { at, objectsAt } from '../loose-json.js';

/**
 * Settings of a forge as somebody read them from its interface at one moment. What the answer did not say is absent:
 * nobody knows then, and least of all that it is switched on.
 */
export interface ForgeSettings {
  readonly kind: 'forge-settings';
  /** What was asked about, as its collector names it: `github.com/acme/app@main`. */
  readonly about: string;
  readonly settings: BranchSettings | MemberSettings | OrganizationSettings | RepositorySettings;
}

/** Rules that hold for one branch, by their names at the forge. */
export interface BranchSettings {
  readonly of: 'branch';
  readonly rules: readonly string[];
  /** Of all rules for pull requests the highest number of approvals that one asks for. */
  readonly requiredApprovals?: number;
  readonly requiresCodeOwners?: boolean;
  readonly requiredChecks?: number;
}

export interface MemberSettings {
  readonly of: 'members';
  readonly members: number;
  /** Those of whom the forge says that they have a second factor. */
  readonly membersWithSecondFactor: number;
}

export interface OrganizationSettings {
  readonly of: 'organization';
  readonly requiresSecondFactor?: boolean;
}

export interface RepositorySettings {
  readonly of: 'repository';
  readonly visibility?: string;
  readonly secretScanning?: boolean;
  readonly pushProtection?: boolean;
}

type Settings = ForgeSettings['settings'];

const MAX_ENTRIES = 100_000;

/** snappy, branch rules of GitHub. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseBranchRules(predicate: Field): ForgeSettings {
  const values = predicate.get('values').items(MAX_ENTRIES);
  const rules = values.map((rule) => ({ type: textOf(rule.get('type')), parameters: at(rule.value, 'parameters') }));
  const asked = rules.filter(({ type }) => type === 'pull_request').map(({ parameters }) => parameters);
  const approvals = asked.flatMap((one) => numberOf(at(one, 'required_approving_review_count')) ?? []);
  const checks = rules.filter(({ type }) => type === 'required_status_checks');
  return snapshot(predicate, {
    of: 'branch',
    rules: [...new Set(rules.map(({ type }) => type))].sort(),
    ...(approvals.length > 0 && { requiredApprovals: Math.max(...approvals) }),
    ...(asked.length > 0 && { requiresCodeOwners: asked.some((one) => at(one, 'require_code_owner_review') === true) }),
    ...(checks.length > 0 && {
      requiredChecks: checks.flatMap(({ parameters }) => objectsAt(parameters, 'required_status_checks')).length,
    }),
  });
}

/** snappy, second factors of the members of an organization at GitHub. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseMembers(predicate: Field): ForgeSettings {
  const members = predicate.get('values').get('data').get('organization').get('membersWithRole');
  const known = members.get('edges').items(MAX_ENTRIES);
  // The collector asks for the first hundred: of the others nobody knows, and the total counts them.
  return snapshot(predicate, {
    of: 'members',
    members: Math.max(members.get('totalCount').integer(), known.length),
    membersWithSecondFactor: known.filter(({ value }) => at(value, 'hasTwoFactorEnabled') === true).length,
  });
}

/** snappy, an organization at GitHub. @throws ParseError FIELD_* */
export function parseOrganization(predicate: Field): ForgeSettings {
  const required = at(predicate.get('values').object(), 'two_factor_requirement_enabled');
  return snapshot(predicate, {
    of: 'organization',
    ...(typeof required === 'boolean' && { requiresSecondFactor: required }),
  });
}

/** snappy, a repository at GitHub. @throws ParseError FIELD_* */
export function parseRepository(predicate: Field): ForgeSettings {
  const values = predicate.get('values').object();
  const security = at(values, 'security_and_analysis');
  const visibility = at(values, 'visibility');
  const switchOf = (name: string) => {
    const status = at(at(security, name), 'status');
    return status === 'enabled' || status === 'disabled' ? status === 'enabled' : undefined;
  };
  const secretScanning = switchOf('secret_scanning');
  const pushProtection = switchOf('secret_scanning_push_protection');
  return snapshot(predicate, {
    of: 'repository',
    ...(typeof visibility === 'string' && { visibility }),
    ...(secretScanning !== undefined && { secretScanning }),
    ...(pushProtection !== undefined && { pushProtection }),
  });
}

function snapshot(predicate: Field, settings: Settings): ForgeSettings {
  return { kind: 'forge-settings', about: textOf(predicate.get('id')), settings };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
