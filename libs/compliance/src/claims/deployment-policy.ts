import type { DeploymentPolicy } from '#evidence';

/** Policies that guarded a cluster when its collector looked, and what they said of what ran there. */
export interface DeploymentPolicyClaim {
  readonly kind: 'deployment-policy';
  readonly engine: DeploymentPolicy['engine'];
  readonly cluster: string;
  /** Names of the policies that keep out what breaks them; the others only tell. */
  readonly enforced: readonly string[];
  readonly policies: number;
  /** Results that passed; absent where no report came along. */
  readonly passed?: number;
  /** Results that failed, or of which the engine could not tell. */
  readonly failed?: number;
}

export function claimOfDeploymentPolicy(predicate: DeploymentPolicy): DeploymentPolicyClaim {
  const { kind, engine, cluster, policies, results } = predicate;
  return {
    kind,
    engine,
    cluster,
    enforced: policies.flatMap(({ name, mode }) => (mode === 'enforce' ? [name] : [])).sort(),
    policies: policies.length,
    ...(results && { passed: results.pass, failed: results.fail + results.error }),
  };
}
