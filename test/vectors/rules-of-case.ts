import { EVIDENCE_KINDS } from '#evidence';
import { FULCIO_EXTENSION_NAMES, parseTrustRule, type Thresholds, type TrustRoot, type TrustRule } from '#verification';

import type { VectorCase } from './corpus.js';
import type { TrustedKey } from './keys-of-case.js';

type Policy = Readonly<Record<string, unknown>>;

/** Policy fields that are translated here or elsewhere in the runner; another one is never silently ignored. */
const TRANSLATED: ReadonlySet<string> = new Set([
  ...['identity', 'identity_regex', 'issuer', 'issuer_regex', 'any_of', 'key', 'key_valid_for', 'note'],
  ...['source_uri', 'source_branch', 'source_tag', 'source_versioned_tag', 'workflow_inputs', 'builder_id'],
  ...['package_name', 'package_version', 'integrity', 'hash'],
  ...FULCIO_EXTENSION_NAMES.map(snakeCase),
]);

/** The first stated policy field that has no translation. */
export function untranslated({ policy }: VectorCase): string | undefined {
  return Object.entries(policy ?? {}).find(([field, value]) => value !== null && !TRANSLATED.has(field))?.[0];
}

/** Does the case say anything about who must have signed with a certificate? */
export function statesIdentity({ policy }: VectorCase): boolean {
  const silent = new Set(['note', 'package_name', 'package_version', 'integrity', 'hash', 'key', 'key_valid_for']);
  return Object.entries(policy ?? {}).some(([field, value]) => value !== null && !silent.has(field));
}

export interface CaseContext {
  readonly root: TrustRoot;
  /** Issuer that the certificate was proven to state: what an absent or patterned issuer of a policy is filled with. */
  readonly issuer: string | undefined;
}

/** A policy over certificates as trust rules: any one of them may hold. */
export function certificateRules(vector: VectorCase, context: CaseContext): readonly TrustRule[] {
  const { policy } = vector;
  if (vector.options?.['no_observer_timestamps'] === true) return rulesOf([{}], vector, context);
  if (policy === null || !statesIdentity(vector)) return [];
  const alternatives = Array.isArray(policy['any_of']) ? (policy['any_of'] as Policy[]) : [policy];
  return rulesOf(alternatives.flatMap(withBuilders), vector, context);
}

function rulesOf(policies: readonly Policy[], vector: VectorCase, context: CaseContext): readonly TrustRule[] {
  return policies.map((policy, index) =>
    parseTrustRule({
      id: `signer-${index}`,
      ...thresholds(vector, context.root),
      signer: {
        kind: 'certificate',
        issuer: issuerOf(policy, context.issuer),
        identity: identityOf(policy),
        extensions: extensionsOf(policy),
      },
      ...sourceOf(policy),
      ...buildOf(policy),
      ...(policy['builders'] === undefined ? {} : { builders: policy['builders'] }),
    }),
  );
}

export function keyRules(keys: readonly TrustedKey[], vector: VectorCase, root: TrustRoot): readonly TrustRule[] {
  return keys.map(({ name, pem, ...window }, index) =>
    parseTrustRule({
      id: /^[A-Za-z0-9][\w.:+/=@-]*$/.test(name) ? name : `key-${index}`,
      ...thresholds(vector, root),
      signer: { kind: 'key', publicKey: pem },
      ...window,
    }),
  );
}

/** What every rule of a case shares. `none` only where root or options leave nothing to ask. */
function thresholds({ options = {} }: VectorCase, root: TrustRoot) {
  const timed = root.logs.size > 0 || root.timestampAuthorities.length > 0;
  return {
    scope: { kind: 'organization' },
    kinds: EVIDENCE_KINDS,
    trustRoot: root.name,
    log: root.logs.size > 0 ? { required: 1 } : 'none',
    time: timed && options['no_observer_timestamps'] !== true ? { required: 1 } : 'none',
  };
}

/** Thresholds that a case asks for beyond the rules; zero is honoured by leaving the authorities out of the root. */
export function askedThresholds({ options = {} }: VectorCase): Thresholds {
  const asked = (...names: string[]) => Math.max(0, ...names.map((name) => Number(options[name] ?? 0)));
  const stated = {
    sct: asked('ctlog_threshold'),
    log: asked('tlog_threshold'),
    time: asked('observer_timestamp_threshold', 'timestamp_threshold', 'verified_time_threshold'),
    tsa: asked('tsa_threshold'),
    integratedTime: asked('integrated_timestamp_threshold'),
  };
  return Object.fromEntries(Object.entries(stated).filter(([, count]) => count > 0));
}

function issuerOf(policy: Policy, proven = 'unproven'): string {
  if (typeof policy['issuer'] === 'string') return policy['issuer'];
  if (typeof policy['issuer_regex'] !== 'string') return proven;
  return new RegExp(policy['issuer_regex']).test(proven) ? proven : 'an issuer that the pattern refuses';
}

/** Upstream's patterns match anywhere; ours match the whole, so theirs are wrapped. */
function identityOf(policy: Policy): { readonly exactly: string } | { readonly pattern: string } {
  if (typeof policy['identity'] === 'string') return { exactly: policy['identity'] };
  const pattern = typeof policy['identity_regex'] === 'string' ? policy['identity_regex'] : '';
  return { pattern: `(?s:.*)(?:${pattern})(?s:.*)` };
}

function extensionsOf(policy: Policy): Readonly<Record<string, unknown>> {
  const own = FULCIO_EXTENSION_NAMES.flatMap((name) => {
    const value = policy[snakeCase(name)];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const repository = /^github\.com\/(.+)$/.exec(
    typeof policy['source_uri'] === 'string' ? policy['source_uri'] : '',
  )?.[1];
  return {
    ...Object.fromEntries(own),
    ...(repository === undefined ? {} : { githubWorkflowRepository: repository }),
    ...(typeof policy['runner'] === 'string' ? { runnerEnvironment: policy['runner'] } : {}),
  };
}

/** What slsa-verifier is asked about the build, for provenance by certificates and by keys. */
export function buildOf(policy: Policy): { readonly build?: object } {
  const demands = {
    branch: policy['source_branch'],
    tag: policy['source_tag'],
    versionedTag: policy['source_versioned_tag'],
    inputs: policy['workflow_inputs'],
  };
  const stated = Object.entries(demands).filter(([, value]) => value !== undefined && value !== null);
  return stated.length === 0 ? {} : { build: Object.fromEntries(stated) };
}

export function sourceOf(policy: Policy): { readonly source?: string } {
  const uri = policy['source_uri'];
  if (typeof uri !== 'string') return {};
  return { source: uri.includes('://') ? uri : `https://${uri}` };
}

const ACTIONS_ISSUER = 'https://token.actions.githubusercontent.com';
const HOSTED_RUNNER = /^(https:\/\/github\.com\/actions\/runner)(?:\/([a-z-]+))?$/;

/**
 * slsa-verifier's short builder ids, spelt out. A policy that names a source must name a builder: none named means that
 * none is accepted. The hosted runner signs as a workflow of the source.
 */
function withBuilders(policy: Policy): readonly Policy[] {
  if (typeof policy['source_uri'] !== 'string') return [policy];
  const common = { issuer: ACTIONS_ISSUER, ...policy };
  const builder = typeof policy['builder_id'] === 'string' ? policy['builder_id'] : '';
  if (builder === '') return [{ ...common, builders: {} }];
  const runner = HOSTED_RUNNER.exec(builder);
  if (runner === null) return withWorkflowBuilder(common, builder);
  const [, base = '', environment] = runner;
  const identity_regex = repositoryPattern(`https://${policy['source_uri']}/`);
  const full = {
    ...common,
    identity_regex,
    builders: { [builder]: 3, ...(environment ? {} : { [`${base}/github-hosted`]: 3 }) },
  };
  return environment === undefined ? [full] : [full, { ...full, runner: environment, builders: { [base]: 3 } }];
}

const DELEGATORS =
  'https://github\\.com/slsa-framework/slsa-github-generator/\\.github/workflows/delegator_(?:lowperms-)?generic_slsa3\\.yml';
const RELEASE = 'refs/tags/v(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)';

/** Upstream's tests let the builders run from their main branch, for the builds of two repositories of its own. */
const RUNS_AT_HEAD = /^github\.com\/slsa-framework\/(?:example-package|slsa-github-generator)$/;

/** A builder that is a workflow signs at a release of its own, or a delegator signs for it at one of the delegator's. */
function withWorkflowBuilder(common: Policy, builder: string): readonly Policy[] {
  const [name = '', version] = builder.split('@');
  const atHead = RUNS_AT_HEAD.test(String(common['source_uri']));
  const any = atHead ? `(?:${RELEASE}|refs/heads/main)` : RELEASE;
  const own = version === undefined ? any : releaseOf(version);
  const builders = { [builder]: 3 };
  const atMain = atHead && version === undefined ? { [`${name}@refs/heads/main`]: 3 } : {};
  return [
    { ...common, identity_regex: `^\\Q${name}\\E@${own}$`, builders: { ...builders, ...atMain } },
    { ...common, identity_regex: `^${DELEGATORS}@${any}$`, builders },
  ];
}

/** The one ref that is meant; no branch and no unfinished version is ever accepted. */
function releaseOf(version: string): string {
  const ref = version.startsWith('refs/') ? version : `refs/tags/${version}`;
  return new RegExp(`^${RELEASE}$`).test(ref) ? `\\Q${ref}\\E` : 'no release';
}

function repositoryPattern(uri: string): string {
  const repository = /^https:\/\/github\.com\/[^/]+\/[^/]+\//.exec(uri)?.[0] ?? `${uri}/`;
  return `^\\Q${repository}\\E`;
}

function snakeCase(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}
