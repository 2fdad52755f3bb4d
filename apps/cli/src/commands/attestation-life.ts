import { AppError, digestOf, parseDigest, parseInstant } from '#kernel';
import { visibleText } from '#reporting';

import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';
import { readBytes } from '../workspace/read-files.js';

// `aver attestation …` on a server: what becomes of an attestation after it was signed.

export interface WithdrawOptions {
  readonly reason: string;
  readonly requestedBy?: string;
}

export interface HandOverOptions {
  readonly to: string;
  readonly organization: string;
  readonly contact?: string;
  readonly contract?: string;
  /** A file that was handed over; its digest is what is kept. */
  readonly file?: string;
  readonly at?: string;
}

const STANDING = 'state since nextChange replacedBy affected { control signed now cause sentence }';
const PAGE = 100;

/** Signs that the organization no longer stands behind it. */
export async function withdraw(context: Context, digest: string, options: WithdrawOptions): Promise<ExitCode> {
  const input = { attestation: parseDigest(digest), ...options };
  const { withdrawAttestation } = await signedIn(context).graphql<{ withdrawAttestation: { withdrawal: string } }>(
    'mutation ($input: WithdrawAttestationInput!) { withdrawAttestation(input: $input) { number state since withdrawal } }',
    { input },
  );
  context.terminal.out(
    context.json
      ? jsonLine(withdrawAttestation)
      : `withdrawn, by the signed statement ${visibleText(withdrawAttestation.withdrawal)}
Next: aver attestation recipients ${input.attestation} --notices`,
  );
  return EXIT.met;
}

/** Keeps who was handed which bytes. */
export async function handOver(context: Context, digest: string, options: HandOverOptions): Promise<ExitCode> {
  const { to: name, organization, contact, contract, file, at } = options;
  const input = {
    ...{ attestation: parseDigest(digest), name, organization },
    ...(contact !== undefined && { contact }),
    ...(contract !== undefined && { contract }),
    ...(file !== undefined && { bytes: digestOf(await readBytes(file)) }),
    ...(at !== undefined && { at: parseInstant(at) }),
  };
  const { handOverAttestation } = await signedIn(context).graphql<{ handOverAttestation: Recipient }>(
    `mutation ($input: HandOverAttestationInput!) { handOverAttestation(input: $input) { ${RECIPIENT} } }`,
    { input },
  );
  context.terminal.out(context.json ? jsonLine(handOverAttestation) : recipientLine(handOverAttestation));
  return EXIT.met;
}

interface Recipient {
  readonly name: string;
  readonly organization: string;
  readonly contract?: string | null;
  readonly bytes: string;
  readonly handedOverAt: string;
  readonly notice?: string | null;
}
const RECIPIENT = 'id name organization contact contract bytes handedOverAt';

/** Who holds it; with `--notices` what each of them has to know now. */
export async function recipients(
  context: Context,
  digest: string,
  options: { readonly notices?: boolean },
): Promise<ExitCode> {
  const fields = options.notices === true ? `${RECIPIENT} notice` : RECIPIENT;
  for await (const recipient of pages<Recipient>(context, digest, { list: 'recipients', fields })) {
    context.terminal.out(context.json ? jsonLine(recipient) : recipientLine(recipient));
    if (!context.json && typeof recipient.notice === 'string') context.terminal.out(`\n${shown(recipient.notice)}`);
  }
  return EXIT.met;
}

interface Event {
  readonly number: number;
  readonly state: string;
  readonly since: string;
  readonly affected: readonly { readonly sentence: string }[];
}

/** How it has stood since it was signed. Exit 1 when it does not stand now. */
export async function history(context: Context, digest: string): Promise<ExitCode> {
  const fields = 'number state since at replacedBy withdrawal affected { control signed now cause sentence }';
  for await (const event of pages<Event>(context, digest, { list: 'events', fields })) {
    context.terminal.out(context.json ? jsonLine(event) : eventLines(event));
  }
  const { attestation } = await signedIn(context).graphql<{
    attestation: { standing: { state: string } | null } | null;
  }>(`query ($digest: Digest!) { attestation(digest: $digest) { standing { ${STANDING} } } }`, {
    digest: parseDigest(digest),
  });
  const state = attestation?.standing?.state;
  if (!context.json) context.terminal.out(`now: ${visibleText(state ?? 'not known')}`);
  return state === 'STANDING' ? EXIT.met : EXIT.notMet;
}

interface Connection<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All of a list below an attestation, page by page. */
async function* pages<T>(
  context: Context,
  digest: string,
  { list, fields }: { readonly list: 'recipients' | 'events'; readonly fields: string },
): AsyncGenerator<T, void> {
  const client = signedIn(context);
  const query = `query ($digest: Digest!, $first: Int!, $after: String) { attestation(digest: $digest) {
    list: ${list}(first: $first, after: $after) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } } }`;
  for (let after: string | null = null, hasNext = true; hasNext;) {
    const answer: { attestation: { list: Connection<T> } | null } = await client.graphql(query, {
      ...{ digest: parseDigest(digest), first: PAGE, after },
    });
    const { list: page } = answer.attestation ?? unknown(digest);
    for (const { node } of page.edges) yield node;
    hasNext = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
}

function unknown(digest: string): never {
  throw new AppError('not-found', 'ATTESTATION_UNKNOWN', `no attestation with digest ${digest} was issued there`);
}

function recipientLine({ name, organization, contract, bytes, handedOverAt }: Recipient): string {
  const under = typeof contract === 'string' ? `  for ${visibleText(contract)}` : '';
  return `${visibleText(handedOverAt)}  ${visibleText(name)}, ${visibleText(organization)}${under}  ${visibleText(bytes)}`;
}

function eventLines({ number, state, since, affected }: Event): string {
  const head = `${number}  ${visibleText(since)}  ${visibleText(state)}`;
  return [head, ...affected.map(({ sentence }) => `   - ${visibleText(sentence)}`)].join('\n');
}

/** A notice has lines of its own; whatever else steers is made visible. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => visibleText(line))
    .join('\n');
}
