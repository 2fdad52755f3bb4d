import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  issueAssessment,
  organizationKeyRule,
  releaseManifestStatement,
  signStatement,
  type IssueParts,
  type Signer,
} from '#attestation';
import { canonicalJson, digestOf, type Digest, type Instant } from '#kernel';
import { packageFrameworks, SystemClock } from '#platform';
import { VERIFIER_VERSION } from '#verification';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { openSigningKey } from '../signing-key.js';
import {
  assessRelease,
  findRelease,
  judgeWorkspace,
  parseReleaseName,
  type ReleaseName,
  type WorkspaceAssessment,
} from '../workspace/assess-workspace.js';
import { loadWorkspace, type Workspace } from '../workspace/load-workspace.js';
import { writeFiles } from '../workspace/write-files.js';

export interface AttestOptions {
  readonly workspace: string;
  readonly key: string;
  readonly output: string;
  readonly acceptStaleRoot?: boolean;
}

/** `aver attest RELEASE`: signs the assessment with a key file and writes bundle, public key, report and pack. */
export async function attest(context: Context, name: string, options: AttestOptions): Promise<ExitCode> {
  const release = parseReleaseName(name);
  const { signer, created } = await openSigningKey(options.key, context.config.keyPassphrase);
  if (created) context.terminal.note(`made a new signing key: ${options.key}`);
  const asOf = new SystemClock().now();
  const declared = await withDeclaredManifest(await loadWorkspace(options.workspace), { release, signer, asOf });
  const framework = packageFrameworks().current();
  const evidence = judgeWorkspace(
    declared,
    declared.rules,
    context.terminal.progress('verifying evidence', declared.evidence.length),
  );
  const result = assessRelease({ workspace: declared, evidence, rules: declared.rules, framework, release, asOf });
  const issued = await issueAssessment(
    {
      input: result.input,
      assessment: result.assessment,
      framework,
      trustRoots: declared.trustRoots,
      rules: declared.rules,
      evidence: touchingEvidence(result),
      acceptStaleRoot: options.acceptStaleRoot === true,
      verifier: `averment ${VERIFIER_VERSION}`,
      synthetic: declared.organization.synthetic,
    },
    signer,
  );
  await mkdir(options.output, { recursive: true });
  await writeFile(join(options.output, 'attestation.sigstore.json'), issued.bundle);
  await writeFile(join(options.output, 'attestation.pub'), signer.publicKey.toPem());
  await writeFile(join(options.output, 'report.html'), issued.reportHtml);
  await writeFiles(join(options.output, 'pack'), issued.pack);
  const written = { attestation: digestOf(issued.bundle), input: result.assessment.input, output: options.output };
  context.terminal.out(
    context.json ? canonicalJson(written) : `signed ${name}: ${written.attestation}\nwritten to ${options.output}`,
  );
  return EXIT.met;
}

/** What the workspace file declares becomes a signed statement, so that the pack carries it as evidence. */
async function withDeclaredManifest(
  workspace: Workspace,
  at: { readonly release: ReleaseName; readonly signer: Signer; readonly asOf: Instant },
): Promise<Workspace> {
  const rules = [
    ...workspace.rules.filter(({ id }) => id !== 'organization-key'),
    organizationKeyRule(at.signer.publicKey),
  ];
  const { artifacts, revision } = findRelease(workspace, at.release);
  if (artifacts.length === 0) return { ...workspace, rules };
  const scope = { organization: workspace.organization.slug, product: at.release.product, release: at.release.version };
  const manifest = { scope, issuedAt: at.asOf, ...(revision === undefined ? {} : { revision }) };
  const bytes = await signStatement(releaseManifestStatement(manifest, artifacts), at.signer);
  return { ...workspace, rules, evidence: [...workspace.evidence, { path: 'declared release manifest', bytes }] };
}

/** Only what the judgement knows about goes into the pack; the rest of the workspace is nobody's business. */
function touchingEvidence({ input, evidence }: WorkspaceAssessment): IssueParts['evidence'] {
  const known = new Set<Digest>([...input.facts, ...input.findings].map((item) => item.evidence));
  if (input.population.manifest !== undefined) known.add(input.population.manifest);
  const held = new Map(evidence.map((file) => [file.verdict.evidence, file]));
  return [...known].flatMap((digest) => {
    const file = held.get(digest);
    return file === undefined
      ? []
      : [{ digest, bytes: file.bytes, kind: file.kind, format: file.format, verdict: file.verdict }];
  });
}
