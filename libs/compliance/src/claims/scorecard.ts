import type { Scorecard } from '#evidence';

/** Fields of the claim by Scorecard's own names of its checks. */
const CHECKS = {
  'Binary-Artifacts': 'binaryArtifacts',
  'Branch-Protection': 'branchProtection',
  'CI-Tests': 'ciTests',
  'CII-Best-Practices': 'bestPractices',
  'Code-Review': 'codeReview',
  Contributors: 'contributors',
  'Dangerous-Workflow': 'dangerousWorkflow',
  'Dependency-Update-Tool': 'dependencyUpdateTool',
  Fuzzing: 'fuzzing',
  License: 'license',
  Maintained: 'maintained',
  Packaging: 'packaging',
  'Pinned-Dependencies': 'pinnedDependencies',
  SAST: 'sast',
  SBOM: 'sbom',
  'Security-Policy': 'securityPolicy',
  'Signed-Releases': 'signedReleases',
  'Token-Permissions': 'tokenPermissions',
  Vulnerabilities: 'vulnerabilities',
  Webhooks: 'webhooks',
} as const;
type Check = keyof typeof CHECKS;

/**
 * What OpenSSF Scorecard made of a repository: heuristics over what is public. Scores from 0 to 10; one that is absent
 * could not be determined.
 */
export interface ScorecardClaim extends Readonly<Partial<Record<(typeof CHECKS)[Check], number>>> {
  readonly kind: 'scorecard';
  readonly repository: string;
  readonly revision?: string;
  readonly score?: number;
}

/** Of a check that stands there twice the lower score counts. */
export function claimOfScorecard({ kind, repository, revision, score, checks }: Scorecard): ScorecardClaim {
  const scores: Partial<Record<(typeof CHECKS)[Check], number>> = {};
  for (const { name, score: found } of checks) {
    if (found === undefined || !isCheck(name)) continue;
    scores[CHECKS[name]] = Math.min(scores[CHECKS[name]] ?? found, found);
  }
  return {
    kind,
    repository,
    ...(revision !== undefined && { revision }),
    ...(score !== undefined && { score }),
    ...scores,
  };
}

function isCheck(name: string): name is Check {
  return Object.hasOwn(CHECKS, name);
}
