import { segmentAt, type Framework } from '#compliance';
import { canonicalJson, parseInstant, type Instant } from '#kernel';
import { packageFrameworks, SystemClock } from '#platform';
import { buildReport, renderText } from '#reporting';
import { VERIFIER_VERSION } from '#verification';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import {
  assessRelease,
  judgeWorkspace,
  parseReleaseName,
  releasesOf,
  type WorkspaceAssessment,
} from '../workspace/assess-workspace.js';
import { loadWorkspace, type Workspace } from '../workspace/load-workspace.js';

export interface AssessOptions {
  readonly workspace: string;
  readonly asOf?: string;
}

const MET: ReadonlySet<string> = new Set(['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED', 'WAIVED', 'NOT_APPLICABLE']);

/** `aver assess [RELEASE…]`: coverage of each release. Exit 0 when every control is met, 1 when one is not. */
export async function assess(context: Context, names: readonly string[], options: AssessOptions): Promise<ExitCode> {
  const workspace = await loadWorkspace(options.workspace);
  const asOf = options.asOf === undefined ? new SystemClock().now() : parseInstant(options.asOf);
  const framework = packageFrameworks().current();
  const releases = names.length === 0 ? releasesOf(workspace) : names.map(parseReleaseName);
  const evidence = judgeWorkspace(
    workspace,
    workspace.rules,
    context.terminal.progress('verifying evidence', workspace.evidence.length),
  );
  let allMet = true;
  for (const release of releases) {
    const result = assessRelease({ workspace, evidence, rules: workspace.rules, framework, release, asOf });
    allMet &&= isMet(result, asOf);
    context.terminal.out(
      context.json ? canonicalJson(result.assessment) : renderText(reportOf(workspace, framework, result)),
    );
  }
  return allMet ? EXIT.met : EXIT.notMet;
}

function isMet({ assessment }: WorkspaceAssessment, asOf: Instant): boolean {
  return assessment.results.every((result) => MET.has(segmentAt(result, asOf).status));
}

export function reportOf(workspace: Workspace, framework: Framework, result: WorkspaceAssessment) {
  return buildReport({
    input: result.input,
    assessment: result.assessment,
    catalog: framework.catalog,
    mapping: framework.mapping,
    mappingDigest: framework.mappingDigest,
    trustRoots: workspace.trustRoots,
    evidence: result.evidence.map(({ verdict, kind, format }) => ({ digest: verdict.evidence, kind, format, verdict })),
    verifier: `averment ${VERIFIER_VERSION}`,
    synthetic: workspace.organization.synthetic,
  });
}
