import {
  assembleInput,
  choosePopulation,
  evaluate,
  judgeAll,
  manifestsOf,
  type Assessment,
  type AssessmentInput,
  type EvidenceJudgement,
  type EvidenceVerifier,
  type Framework,
  type Population,
  type Scope,
} from '#compliance';
import { parse } from '#evidence';
import { AppError, type Instant } from '#kernel';
import { loadTrustRoot, trustPolicy, Verifier, type Distrust, type TrustRule, type Verdict } from '#verification';

import type { Progress } from '../terminal/terminal.js';
import type { Workspace, WorkspaceRelease } from './load-workspace.js';
import type { EvidencePiece } from './read-evidence.js';

export interface ReleaseName {
  readonly product: string;
  readonly version: string;
}

export interface JudgedFile extends EvidencePiece {
  readonly format: string;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly judgement: EvidenceJudgement;
}

export interface WorkspaceAssessment {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly evidence: readonly JudgedFile[];
}

/** Verifies everything a workspace holds, once; a judgement of any of its releases starts from this. */
export function judgeWorkspace(
  workspace: Workspace,
  rules: readonly TrustRule[],
  progress: Progress,
): readonly JudgedFile[] {
  const trustRoots = workspace.trustRoots.map(loadTrustRoot);
  const pieces = [...workspace.evidence];
  const verifierWithout = (distrusts: readonly Distrust[]) => new Verifier({ trustRoots, rules, distrusts });
  const judgements = judgeAll(
    pieces.map(({ bytes }) => bytes),
    workspace.organization.slug,
    (distrusts) => counting(verifierWithout(distrusts), progress),
  );
  progress.done();
  return judgements.flatMap((judgement, index): readonly JudgedFile[] => {
    const file = pieces[index];
    if (file === undefined) return [];
    const { format, kind } = parse(file.bytes);
    return [{ ...file, format, kind, verdict: judgement.verdict, judgement }];
  });
}

function counting(verifier: Verifier, progress: Progress): EvidenceVerifier {
  return {
    rules: verifier.rules,
    verify: (parsed) => {
      progress.advance();
      return verifier.verify(parsed);
    },
  };
}

/** The same rooms, in the same order, as the server walks. */
export function assessRelease(parts: {
  readonly workspace: Workspace;
  readonly evidence: readonly JudgedFile[];
  readonly rules: readonly TrustRule[];
  readonly framework: Framework;
  readonly release: ReleaseName;
  readonly asOf: Instant;
}): WorkspaceAssessment {
  const { workspace, evidence, rules, framework, release, asOf } = parts;
  const scope = { organization: workspace.organization.slug, product: release.product, release: release.version };
  const input = assembleInput({
    scope,
    population: populationOf(scope, evidence, findRelease(workspace, release)),
    catalog: framework.catalogDigest,
    mapping: framework.mappingDigests,
    trustRoots: workspace.trustRoots.map(({ digest }) => digest),
    policy: trustPolicy(rules).digest,
    facts: evidence.flatMap(({ judgement }) => judgement.facts),
    findings: evidence.flatMap(({ judgement }) => judgement.findings),
    sboms: evidence.flatMap(({ judgement }) => judgement.sbom ?? []),
    rules,
    asOf,
    knownAt: asOf,
  });
  return { input, assessment: evaluate(input, framework.catalog, framework.mapping), evidence };
}

/** A verified manifest where there is one; else what the workspace file declares. */
function populationOf(
  scope: Scope,
  evidence: readonly JudgedFile[],
  { artifacts, revision }: WorkspaceRelease,
): Population {
  const verified = manifestsOf(
    scope,
    evidence.map(({ judgement }) => judgement),
  );
  const revisions = revision === undefined ? [] : [`gitCommit:${revision}` as const];
  return choosePopulation(verified) ?? { source: 'declared', artifacts, revisions };
}

export function findRelease(workspace: Workspace, name: ReleaseName): WorkspaceRelease {
  const release = workspace.products
    .find(({ slug }) => slug === name.product)
    ?.releases.find(({ version }) => version === name.version);
  if (release !== undefined) return release;
  const known = releasesOf(workspace).map(({ product, version }) => `${product}@${version}`);
  throw new AppError(
    'not-found',
    'RELEASE_UNKNOWN',
    `the workspace has no release ${name.product}@${name.version}; it has: ${known.join(', ')}`,
  );
}

export function releasesOf(workspace: Workspace): readonly ReleaseName[] {
  return workspace.products.flatMap(({ slug, releases }) =>
    releases.map(({ version }) => ({ product: slug, version })),
  );
}

/** `product@version`. @throws AppError invalid RELEASE_NAME */
export function parseReleaseName(text: string): ReleaseName {
  const at = text.indexOf('@', 1);
  if (at > 0 && at < text.length - 1) return { product: text.slice(0, at), version: text.slice(at + 1) };
  throw new AppError('invalid', 'RELEASE_NAME', `"${text}" is not product@version`);
}
