import type { Field, Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { onlyFields } from '../only-fields.js';

/** Which policies guarded a cluster, and what they said of what runs there, as its collector read both. */
export interface DeploymentPolicy {
  readonly kind: 'deployment-policy';
  readonly engine: (typeof ENGINES)[number];
  readonly cluster: string;
  readonly collectedAt: Instant;
  readonly policies: readonly { readonly name: string; readonly mode: (typeof MODES)[number] }[];
  /** Absent where no report came along, which is not the same as nothing to report. */
  readonly results?: Readonly<Record<(typeof RESULTS)[number], number>>;
}

const ENGINES = ['kyverno', 'policy-controller'] as const;
/** What happens to what breaks a policy: kept out, or let in and told of. */
const MODES = ['enforce', 'audit', 'warn'] as const;
/** The words of the Kubernetes Policy WG's reports. */
const RESULTS = ['pass', 'fail', 'warn', 'error', 'skip'] as const;

const REPORTS = ['PolicyReport', 'ClusterPolicyReport', 'Report', 'ClusterReport'];
const REPORT_GROUP = /^(?:wgpolicyk8s\.io|openreports\.io)\/v\d/;
const FIELDS = ['engine', 'cluster', 'collectedAt', 'policies', 'reports'];
const MAX_POLICIES = 10_000;
const MAX_RESULTS = 1_000_000;

/**
 * `deployment-policy/v1`. Its frame is ours and read strictly; `reports` are Kubernetes policy reports as the engine
 * wrote them. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED
 */
export function parseDeploymentPolicy(predicate: Field): DeploymentPolicy {
  onlyFields(predicate, FIELDS);
  const policies = predicate.get('policies').items(MAX_POLICIES).map(readPolicy);
  const names = new Set(policies.map(({ name }) => name));
  if (names.size !== policies.length) throw predicate.get('policies').wrong('a list that names each policy once');
  const reports = predicate.optional('reports');
  return {
    kind: 'deployment-policy',
    engine: oneOf(predicate.get('engine'), ENGINES),
    cluster: textOf(predicate.get('cluster')),
    collectedAt: instantOf(predicate.get('collectedAt')),
    policies,
    ...(reports && { results: resultsOf(reports) }),
  };
}

function readPolicy(policy: Field): DeploymentPolicy['policies'][number] {
  onlyFields(policy, ['name', 'mode']);
  return { name: textOf(policy.get('name')), mode: oneOf(policy.get('mode'), MODES) };
}

function resultsOf(reports: Field): NonNullable<DeploymentPolicy['results']> {
  const counts = { pass: 0, fail: 0, warn: 0, error: 0, skip: 0 };
  for (const report of reports.items(MAX_POLICIES)) {
    requireReport(report);
    for (const result of report.optional('results')?.items(MAX_RESULTS) ?? []) {
      counts[oneOf(result.get('result'), RESULTS)] += 1;
    }
  }
  return counts;
}

function requireReport(report: Field): void {
  const version = report.get('apiVersion');
  if (!REPORT_GROUP.test(version.string())) throw version.wrong('wgpolicyk8s.io or openreports.io, with a version');
  oneOf(report.get('kind'), REPORTS);
}

function oneOf<T extends string>(field: Field, words: readonly T[]): T {
  const word = words.find((known) => known === field.value);
  if (word === undefined) throw field.wrong(words.join(', '));
  return word;
}
