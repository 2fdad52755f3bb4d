import type { Framework, LoadedProfile } from '#compliance';
import type { Digest, Instant } from '#kernel';
import { packageFrameworks, profileOf } from '#platform';
import type { Names } from '#reporting';
import type { TrustRule } from '#verification';

import type { Terminal } from '../terminal/terminal.js';
import { noteStaleRoots } from '../trust/stale-roots.js';
import { noteProposedRules } from '../trust/trust-options.js';
import {
  assessRelease,
  findRelease,
  judgeWorkspace,
  parseReleaseName,
  releasesOf,
  type ReleaseName,
  type WorkspaceAssessment,
} from './assess-workspace.js';
import { loadWorkspace } from './load-workspace.js';
import { readBytes } from './read-files.js';
import { workspaceFramework, workspaceWording } from './workspace-framework.js';

/** A workspace whose evidence has been verified, ready to be asked about its releases. */
export interface JudgedWorkspace {
  readonly framework: Framework;
  readonly releases: readonly ReleaseName[];
  /** Trust rules in force. */
  readonly rules: readonly TrustRule[];
  readonly assess: (release: ReleaseName, asOf: Instant) => WorkspaceAssessment;
  /** The same, by other rules and another framework; evidence is verified again where the rules differ. */
  readonly under: (
    rules: readonly TrustRule[],
    framework: Framework,
  ) => (release: ReleaseName, asOf: Instant) => WorkspaceAssessment;
  /** Another framework of this installation, with the layers of the workspace that are for it. */
  readonly frameworkOf: (id: string) => Framework;
  /** Where a piece of evidence was read from. */
  readonly pathOf: Names['pathOf'];
  readonly names: (release: ReleaseName) => Names;
}

export interface WorkspaceQuestion {
  readonly file: string;
  readonly names: readonly string[];
  readonly asOf: Instant;
  /** The catalog to judge by; the main one where it is not named. */
  readonly framework?: string | undefined;
}

/**
 * Reads a workspace and verifies what it holds, after the names have been found in it; no name means every release.
 * @throws AppError RELEASE_UNKNOWN, RELEASE_NAME, FRAMEWORK_UNKNOWN, and as `loadWorkspace`
 */
export async function openWorkspace(
  terminal: Terminal,
  { file, names, asOf, framework: asked }: WorkspaceQuestion,
): Promise<JudgedWorkspace> {
  const workspace = await loadWorkspace(file);
  const framework = workspaceFramework(workspace, asked);
  const releases = names.length === 0 ? releasesOf(workspace) : names.map(parseReleaseName);
  for (const release of releases) findRelease(workspace, release);
  const { rules, evidence: pieces } = workspace;
  const evidence = judgeWorkspace(workspace, rules, terminal.progress('verifying evidence', pieces.length));
  noteStaleRoots(terminal, workspace.trustRoots, asOf, 'attest rests on it only with --accept-stale-root');
  noteProposedRules(terminal, workspace.proposedRules);
  const paths = new Map<Digest, string>(evidence.map(({ verdict, path }) => [verdict.evidence, path]));
  const wording = workspaceWording(workspace, framework.catalog);
  const pathOf: Names['pathOf'] = (digest) => paths.get(digest);
  return {
    framework,
    releases,
    rules,
    assess: (release, at) => assessRelease({ workspace, evidence, rules, framework, release, asOf: at }),
    under: (other, by) => {
      const again = () =>
        judgeWorkspace(workspace, other, terminal.progress('verifying evidence again', pieces.length));
      const judged = other === rules ? evidence : again();
      return (release, at) =>
        assessRelease({ workspace, evidence: judged, rules: other, framework: by, release, asOf: at });
    },
    frameworkOf: (id) => workspaceFramework(workspace, id),
    pathOf,
    names: (release) => ({ release: `${release.product}@${release.version}`, pathOf, ...(wording && { wording }) }),
  };
}

/** By its id where it ships with this version, else by its file. @throws AppError not-found PROFILE_UNKNOWN; ParseError */
export async function profileNamed(name: string): Promise<LoadedProfile> {
  const frameworks = packageFrameworks();
  if (!/\.ya?ml$|[/\\]/.test(name)) return frameworks.profile(name);
  return profileOf(await readBytes(name), name, (catalog) => frameworks.judged(catalog));
}
