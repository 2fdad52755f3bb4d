import { readPack, type Pack } from '#attestation';
import { AppError } from '#kernel';
import { visibleText } from '#reporting';

import type { ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal/terminal.js';
import { untar } from '../workspace/read-pack-files.js';
import { writeIssued } from '../workspace/write-files.js';
import type { DemoWorld } from './demo-world.js';

export interface IssuedPack {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly pack: Pack;
}

/** Issues the attestation and writes it, its key, its report and its pack. */
export async function issueAndWrite(
  terminal: Terminal,
  administrator: ApiClient,
  order: { readonly flagship: DemoWorld['flagship']; readonly output: string },
): Promise<IssuedPack> {
  const address = `/v1/attestations/${await issue(terminal, administrator, order.flagship)}`;
  const bundle = await administrator.download(address);
  const files = await untar(await administrator.download(`${address}/pack`));
  const pack = ownPack(files);
  const report = pack.companions?.find(({ name }) => name === 'report.html');
  const { publicKey } = pack;
  if (report === undefined || publicKey === undefined)
    throw new AppError('internal', 'OWN_PACK_UNREADABLE', 'our own pack has no report or no key');
  await writeIssued(order.output, { bundle, publicKey, reportHtml: report.bytes, pack: files });
  return { files, pack };
}

/** A trust root past its expiry is accepted by the explicit word only, and the word is said aloud. */
async function issue(terminal: Terminal, administrator: ApiClient, flagship: DemoWorld['flagship']): Promise<string> {
  const { product, version: release } = flagship;
  try {
    return await issueAttestation(administrator, { product, release });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'TRUST_ROOT_STALE')) throw error;
    terminal.note(`note: ${visibleText(error.message)}`);
    terminal.note('signing all the same; the statement and the report say that a stale trust root was accepted');
    return issueAttestation(administrator, { product, release, acceptStaleRoot: true });
  }
}

async function issueAttestation(administrator: ApiClient, input: Readonly<Record<string, unknown>>): Promise<string> {
  const query = 'mutation ($input: IssueAttestationInput!) { issueAttestation(input: $input) { digest } }';
  const answer = await administrator.graphql<{ issueAttestation: { digest: string } }>(query, { input });
  return answer.issueAttestation.digest;
}

function ownPack(files: ReadonlyMap<string, Uint8Array>): Pack {
  const { pack } = readPack(files);
  if (pack !== undefined) return pack;
  throw new AppError('internal', 'OWN_PACK_UNREADABLE', 'the pack that was just issued cannot be read');
}
