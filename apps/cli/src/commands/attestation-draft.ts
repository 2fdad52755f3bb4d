import { writeFile } from 'node:fs/promises';

import { AppError, digestOf, isDigest, parseDigest } from '#kernel';
import { visibleText } from '#reporting';

import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';
import { parseReleaseName } from '../workspace/assess-workspace.js';
import { readBytes } from '../workspace/read-files.js';

// `aver attestation draft|approve|sign|list|show` on a server: from a draft to the signature.

export interface DraftOptions {
  readonly framework?: string;
  readonly acceptStaleRoot?: boolean;
  readonly supersedes?: string;
  /** Where report.json goes. */
  readonly output: string;
}

export interface ApproveOptions {
  /** The report.json that was read. */
  readonly report: string;
}

interface Draft {
  readonly id: string;
  readonly report: string;
  readonly framework: string;
  readonly asOf: string;
  readonly validUntil: string;
  readonly release: { readonly version: string; readonly product: { readonly slug: string } };
  readonly draftedBy: { readonly name: string } | null;
  readonly approvals: readonly { readonly approvedBy: { readonly name: string } | null; readonly approvedAt: string }[];
  readonly attestation: { readonly digest: string } | null;
}

const DRAFT = `id report framework asOf validUntil release { version product { slug } } draftedBy { name }
  approvals { approvedBy { name } approvedAt } attestation { digest }`;
const PAGE = 100;

/** Freezes what would be signed, and writes the report that is to be read. */
export async function draft(context: Context, name: string, options: DraftOptions): Promise<ExitCode> {
  const { product, version: release } = parseReleaseName(name);
  const { framework, acceptStaleRoot, supersedes, output } = options;
  const input = {
    ...{ product, release, acceptStaleRoot: acceptStaleRoot === true },
    ...(framework !== undefined && { framework }),
    ...(supersedes !== undefined && { supersedes: parseDigest(supersedes) }),
  };
  const client = signedIn(context);
  const { draftAttestation: made } = await client.graphql<{ draftAttestation: Draft }>(
    `mutation ($input: DraftAttestationInput!) { draftAttestation(input: $input) { ${DRAFT} } }`,
    { input },
  );
  const report = await client.download(`/v1/attestation-drafts/${made.id}/report`);
  if (digestOf(report) !== made.report) {
    throw new AppError(
      'unavailable',
      'REPORT_NOT_DRAFTED',
      'the server gave another report than it drafted: approve nothing',
    );
  }
  await writeFile(output, report);
  const file = visibleText(output);
  context.terminal.out(
    context.json
      ? jsonLine(made)
      : `drafted ${visibleText(made.id)}; its report is in ${file}\nNext: read it, then aver attestation approve ${visibleText(made.id)} --report ${file}`,
  );
  return EXIT.met;
}

/** Says that the report in this file was read; its digest is what is approved. */
export async function approve(context: Context, id: string, { report }: ApproveOptions): Promise<ExitCode> {
  const input = { draft: id, report: digestOf(await readBytes(report)) };
  const { approveAttestation: given } = await signedIn(context).graphql<{ approveAttestation: object }>(
    'mutation ($input: ApproveAttestationInput!) { approveAttestation(input: $input) { report approvedById approvedAt } }',
    { input },
  );
  context.terminal.out(
    context.json
      ? jsonLine(given)
      : `approved the report ${input.report}\nNext: aver attestation sign ${visibleText(id)}`,
  );
  return EXIT.met;
}

/** Signs exactly what was drafted and approved. */
export async function sign(context: Context, id: string): Promise<ExitCode> {
  const { signAttestation: signed } = await signedIn(context).graphql<{ signAttestation: { digest: string } }>(
    'mutation ($draft: ID!) { signAttestation(draft: $draft) { digest report signedAt keyFingerprint } }',
    { draft: id },
  );
  const digest = visibleText(signed.digest);
  context.terminal.out(
    context.json ? jsonLine(signed) : `signed: ${digest}\nNext: aver pack ${digest} --output attestation.tar`,
  );
  return EXIT.met;
}

/** Drafts in the order in which they were made, each with what became of it. */
export async function list(context: Context): Promise<ExitCode> {
  const client = signedIn(context);
  const query = `query ($first: Int!, $after: String) { attestationDrafts(first: $first, after: $after) {
    edges { node { ${DRAFT} } } pageInfo { hasNextPage endCursor } } }`;
  for (let after: string | null = null, hasNext = true; hasNext;) {
    const answer: { attestationDrafts: Connection } = await client.graphql(query, { first: PAGE, after });
    const { edges, pageInfo } = answer.attestationDrafts;
    for (const { node } of edges) context.terminal.out(context.json ? jsonLine(node) : draftLine(node));
    hasNext = pageInfo.hasNextPage;
    after = pageInfo.endCursor;
  }
  return EXIT.met;
}

interface Connection {
  readonly edges: readonly { readonly node: Draft }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Attestation {
  readonly digest: string;
  readonly framework: string;
  readonly signedAt: string;
  readonly report: string | null;
  readonly supersedes: string | null;
  readonly validity: { readonly until: string } | null;
  readonly release: Draft['release'];
  readonly signedBy: { readonly name: string } | null;
  readonly standing: { readonly state: string } | null;
  readonly producerStatements: readonly { readonly name: string; readonly title: string; readonly signedOn: string }[];
}

const ATTESTATION = `digest framework signedAt report supersedes validity { until } release { version product { slug } }
  signedBy { name } standing { state } producerStatements { name title signedOn }`;

/** An attestation by its digest, or a draft by its id. */
export async function show(context: Context, what: string): Promise<ExitCode> {
  const client = signedIn(context);
  if (isDigest(what)) {
    const { attestation } = await client.graphql<{ attestation: Attestation | null }>(
      `query ($digest: Digest!) { attestation(digest: $digest) { ${ATTESTATION} } }`,
      { digest: what },
    );
    if (attestation === null) {
      throw new AppError('not-found', 'ATTESTATION_UNKNOWN', `no attestation with digest ${what} was issued there`);
    }
    context.terminal.out(context.json ? jsonLine(attestation) : attestationLines(attestation));
    return EXIT.met;
  }
  const { attestationDraft: found } = await client.graphql<{ attestationDraft: Draft | null }>(
    `query ($id: ID!) { attestationDraft(id: $id) { ${DRAFT} } }`,
    { id: what },
  );
  if (found === null) throw new AppError('not-found', 'DRAFT_UNKNOWN', 'there is no such draft of an attestation');
  context.terminal.out(context.json ? jsonLine(found) : draftLines(found));
  return EXIT.met;
}

function draftLine(made: Draft): string {
  const became = made.attestation?.digest ?? (made.approvals.length > 0 ? 'approved, not signed' : 'not approved');
  return `${visibleText(made.id)}  ${releaseOf(made)}  ${visibleText(made.asOf)}  ${visibleText(became)}`;
}

function draftLines(made: Draft): string {
  const { framework, report, validUntil, draftedBy, approvals } = made;
  return [
    draftLine(made),
    `by ${visibleText(framework)}; its results stand until ${visibleText(validUntil)}`,
    `report ${visibleText(report)}, drafted by ${visibleText(draftedBy?.name ?? 'somebody')}`,
    ...approvals.map(
      ({ approvedBy, approvedAt }) =>
        `approved by ${visibleText(approvedBy?.name ?? 'somebody')} at ${visibleText(approvedAt)}`,
    ),
  ].join('\n');
}

function attestationLines(attestation: Attestation): string {
  const { digest, framework, signedAt, report, supersedes, validity, signedBy, standing } = attestation;
  return [
    `${visibleText(digest)}  ${releaseOf(attestation)}`,
    `by ${visibleText(framework)}, signed at ${visibleText(signedAt)} by ${visibleText(signedBy?.name ?? 'somebody')}`,
    `now ${visibleText(standing?.state ?? 'not known')}`,
    ...(validity === null ? [] : [`its results stand until ${visibleText(validity.until)}`]),
    ...(report === null ? [] : [`report ${visibleText(report)}`]),
    ...(supersedes === null ? [] : [`in the place of ${visibleText(supersedes)}`]),
    ...attestation.producerStatements.map(
      ({ name, title, signedOn }) => `stated over by ${visibleText(`${name}, ${title}`)} on ${visibleText(signedOn)}`,
    ),
  ].join('\n');
}

function releaseOf({ release }: Pick<Draft, 'release'>): string {
  return visibleText(`${release.product.slug}@${release.version}`);
}
