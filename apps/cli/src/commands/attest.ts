import {
  issueAssessment,
  organizationKeyRule,
  releaseManifestStatement,
  requireOwnVerdict,
  signStatement,
  type IssuedAssessment,
  type MakeBeside,
  type Signer,
} from '#attestation';
import { parse } from '#evidence';
import { AppError, digestOf, toUtf8, type Instant } from '#kernel';
import { SystemClock } from '#platform';
import { visibleText } from '#reporting';
import { loadTrustRoot, Verifier, VERIFIER_VERSION, type TrustRule } from '#verification';

import type { Context } from '../context.js';
import { cosignCommand } from '../cosign-command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { openNamedSigner, type SignerOptions } from '../signing/named-signer.js';
import { jsonLine } from '../terminal/json-line.js';
import type { Terminal } from '../terminal/terminal.js';
import {
  assessRelease,
  findRelease,
  judgeWorkspace,
  parseReleaseName,
  type ReleaseName,
} from '../workspace/assess-workspace.js';
import { loadWorkspace, type Workspace } from '../workspace/load-workspace.js';
import { readStatement, signBeside, type StatementOptions } from '../workspace/sign-beside.js';
import { touchingEvidence } from '../workspace/touching-evidence.js';
import { workspaceFramework, workspaceWording } from '../workspace/workspace-framework.js';
import { writeIssued } from '../workspace/write-files.js';

export interface AttestOptions extends SignerOptions, StatementOptions {
  readonly workspace: string;
  readonly output: string;
  /** Id of the catalog to judge by. */
  readonly framework?: string;
  readonly acceptStaleRoot?: boolean;
}

/** `aver attest RELEASE`: signs the assessment and what stands beside it, and writes all of it with public key, report and pack. */
export async function attest(context: Context, name: string, options: AttestOptions): Promise<ExitCode> {
  const { terminal, json } = context;
  const release = parseReleaseName(name);
  const workspace = await loadWorkspace(options.workspace);
  findRelease(workspace, release);
  const stated = await readStatement(options);
  const { signer: first, next, created } = await openNamedSigner(context.config, options);
  if (created !== undefined)
    terminal.note(`made a new signing key: ${visibleText(created)}; keep it and its passphrase`);
  const asOf = new SystemClock().now();
  const declared = await withDeclaredManifest(workspace, { release, signer: first, asOf });
  const signer = await next();
  const requireOwn = ownLadder(declared);
  const makeBeside = signBeside({ next, signedOn: asOf, stated, requireOwn });
  const issued = await issue(declared, { release, signer, asOf, options, terminal, makeBeside }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'TRUST_ROOT_STALE') terminal.note(STALE);
      throw error;
    },
  );
  requireOwn(issued.bundle);
  await writeIssued(options.output, { ...issued, publicKey: toUtf8(signer.publicKey.toPem()) });
  const written = { attestation: digestOf(issued.bundle), input: issued.input, output: options.output };
  terminal.out(json ? jsonLine(written) : `signed ${name}: ${written.attestation}`);
  if (!json) terminal.out(nextSteps(options.output, issued, signer));
  return EXIT.met;
}

const STALE = 'Next: --accept-stale-root signs all the same, and the statement says that the root was past its expiry.';

interface Order {
  readonly release: ReleaseName;
  readonly signer: Signer;
  readonly asOf: Instant;
  readonly options: AttestOptions;
  readonly terminal: Terminal;
  readonly makeBeside: MakeBeside;
}

async function issue(workspace: Workspace, { release, signer, asOf, options, terminal, makeBeside }: Order) {
  const { rules, trustRoots, organization } = workspace;
  const framework = workspaceFramework(workspace, options.framework);
  const bar = terminal.progress('verifying evidence', workspace.evidence.length);
  const evidence = judgeWorkspace(workspace, rules, bar);
  const result = assessRelease({ workspace, evidence, rules, framework, release, asOf });
  const { input, assessment } = result;
  const acceptStaleRoot = options.acceptStaleRoot === true;
  const wording = workspaceWording(workspace, framework.catalog);
  const parts = { input, assessment, framework, trustRoots, rules, acceptStaleRoot };
  const issued = await issueAssessment(
    {
      ...parts,
      ...(wording && { wording }),
      evidence: touchingEvidence(result),
      verifier: `averment ${VERIFIER_VERSION}`,
      synthetic: organization.synthetic,
    },
    signer,
    makeBeside,
  );
  return { ...issued, input: assessment.input };
}

function nextSteps(output: string, { beside, report }: IssuedAssessment, { certificate }: Signer): string {
  const folder = visibleText(output);
  const names = ['attestation.sigstore.json', 'attestation.pub', ...beside.map(({ name }) => name), 'report.html'];
  const written = `written to ${folder}/: ${names.join(', ')}, pack/
Next: aver replay ${folder}/pack; give pack/ to whoever relies on this, and attestation.pub by another way.`;
  if (certificate !== undefined) return written;
  return `${written}\nOr check the signature with cosign 3:\n${cosignCommand(folder, report.population.artifacts)}`;
}

/** What the workspace file declares becomes a signed statement, so that the pack carries it as evidence. */
async function withDeclaredManifest(
  workspace: Workspace,
  at: { readonly release: ReleaseName; readonly signer: Signer; readonly asOf: Instant },
): Promise<Workspace> {
  const rules = [...workspace.rules, ...ownRules(at.signer)];
  const { artifacts, revision } = findRelease(workspace, at.release);
  if (artifacts.length === 0) return { ...workspace, rules };
  const scope = { organization: workspace.organization.slug, product: at.release.product, release: at.release.version };
  const manifest = { scope, issuedAt: at.asOf, ...(revision === undefined ? {} : { revision }) };
  const bytes = await signStatement(releaseManifestStatement(manifest, artifacts), at.signer);
  ownLadder({ ...workspace, rules })(bytes);
  return { ...workspace, rules, evidence: [...workspace.evidence, { path: 'declared release manifest', bytes }] };
}

/** A key of one's own is expected by a rule from the start; an identity only by one that the workspace states. */
function ownRules({ publicKey, certificate }: Signer): readonly TrustRule[] {
  return certificate === undefined ? [organizationKeyRule(publicKey)] : [];
}

/** What was signed here walks the workspace's own ladder before anything is written. */
function ownLadder({ trustRoots, rules }: Pick<Workspace, 'trustRoots' | 'rules'>): (bundle: Uint8Array) => void {
  const verifier = new Verifier({ trustRoots: trustRoots.map(loadTrustRoot), rules });
  return (bundle) => requireOwnVerdict(verifier.verify(parse(bundle)).verdict);
}
