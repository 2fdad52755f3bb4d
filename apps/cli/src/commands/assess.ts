import { segmentAt, type Framework, type RecipeTool } from '#compliance';
import type { Instant } from '#kernel';
import { buildReport, renderText, type TableLayout } from '#reporting';
import { VERIFIER_VERSION } from '#verification';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { statusPaint } from '../terminal/paint.js';
import type { Terminal } from '../terminal/terminal.js';
import { noteStaleRoots } from '../trust/stale-roots.js';
import { noteProposedRules } from '../trust/trust-options.js';
import {
  assessRelease,
  findRelease,
  judgeWorkspace,
  parseReleaseName,
  releasesOf,
  type WorkspaceAssessment,
} from '../workspace/assess-workspace.js';
import { loadWorkspace, type Workspace } from '../workspace/load-workspace.js';
import { workspaceFramework } from '../workspace/workspace-framework.js';

export interface AssessOptions {
  readonly workspace: string;
  readonly asOf?: string;
  /** Id of the catalog to judge by. */
  readonly framework?: string;
  /** Id of a publication by whose items the judgement is to be shown. */
  readonly by?: string;
  /** Id of a control whose result is to be taken apart. */
  readonly explain?: string;
  /** The tool for which text to paste is wanted, with `explain`. */
  readonly snippets?: RecipeTool;
}

export const MET: ReadonlySet<string> = new Set([
  'EVIDENCED',
  'SUPPORTED',
  'SELF_ATTESTED',
  'WAIVED',
  'NOT_APPLICABLE',
]);

/** `aver assess [RELEASE…]`: coverage of each release. Exit 0 when every control is met, 1 when one is not. */
export async function assess(context: Context, names: readonly string[], options: AssessOptions): Promise<ExitCode> {
  const { terminal, json } = context;
  const workspace = await loadWorkspace(options.workspace);
  const asOf = momentOf(options.asOf);
  const framework = workspaceFramework(workspace, options.framework);
  const releases = names.length === 0 ? releasesOf(workspace) : names.map(parseReleaseName);
  for (const release of releases) findRelease(workspace, release);
  const evidence = judgeWorkspace(
    workspace,
    workspace.rules,
    terminal.progress('verifying evidence', workspace.evidence.length),
  );
  noteStaleRoots(terminal, workspace.trustRoots, asOf, 'attest rests on it only with --accept-stale-root');
  noteProposedRules(terminal, workspace.proposedRules);
  let allMet = true;
  for (const release of releases) {
    const result = assessRelease({ workspace, evidence, rules: workspace.rules, framework, release, asOf });
    allMet &&= isMet(result, asOf);
    terminal.out(
      json ? jsonLine(result.assessment) : renderText(reportOf(workspace, framework, result), layoutOf(terminal)),
    );
  }
  if (!json) terminal.note(NEXT);
  return allMet ? EXIT.met : EXIT.notMet;
}

const NEXT =
  'Next: aver verify FILE --workspace … tells why one piece of evidence counts or not; aver attest signs a release as it stands.';

function layoutOf(terminal: Terminal): TableLayout {
  const paint = statusPaint(terminal);
  return terminal.columns === undefined ? {} : { columns: terminal.columns, paint };
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
    mappingNames: framework.mappingNames,
    layers: framework.layers,
    trustRoots: workspace.trustRoots,
    evidence: result.evidence.map(({ verdict, kind, format }) => ({ digest: verdict.evidence, kind, format, verdict })),
    verifier: `averment ${VERIFIER_VERSION}`,
    synthetic: workspace.organization.synthetic,
  });
}
