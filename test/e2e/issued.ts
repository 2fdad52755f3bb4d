import { readPack, type AssessmentPredicate, type Pack } from '#attestation';
import { untar, type ApiClient } from '#cli';
import { parse } from '#evidence';
import { PublicKey } from '#kernel';

export interface Issued {
  readonly digest: string;
  readonly bundle: Uint8Array;
  readonly tar: Uint8Array;
  /** Path to bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly pack: Pack;
  readonly predicate: AssessmentPredicate;
}

/** Issues an attestation over HTTP and downloads bundle and pack, as a client would. */
export async function issue(
  client: ApiClient,
  order: {
    readonly product: string;
    readonly release: string;
    readonly acceptStaleRoot?: boolean;
    readonly supersedes?: string;
  },
): Promise<Issued> {
  const query = 'mutation ($input: IssueAttestationInput!) { issueAttestation(input: $input) { digest } }';
  const { issueAttestation } = await client.graphql<{ issueAttestation: { digest: string } }>(query, { input: order });
  const address = `/v1/attestations/${issueAttestation.digest}`;
  const bundle = await client.download(address);
  const tar = await client.download(`${address}/pack`);
  const files = await untar(tar);
  const { pack } = readPack(files);
  if (pack === undefined) throw new Error('the pack that was issued cannot be read');
  return { digest: issueAttestation.digest, bundle, tar, files, pack, predicate: predicateOf(bundle) };
}

function predicateOf(bundle: Uint8Array): AssessmentPredicate {
  const { content } = parse(bundle);
  if (content.kind !== 'signed' || content.statement === undefined) throw new Error('the attestation is no statement');
  return content.statement.predicate as unknown as AssessmentPredicate;
}

/** The key that the organization's own rule names: what an anchor from elsewhere would hold. */
export async function organizationKey(client: ApiClient): Promise<PublicKey> {
  const { trustRules } = await client.graphql<{
    trustRules: readonly { id: string; rule: { signer: { publicKey: string } } }[];
  }>('{ trustRules { id rule } }');
  const own = trustRules.find(({ id }) => id === 'organization-key');
  if (own === undefined) throw new Error('the organization has no key rule');
  return PublicKey.fromPem(own.rule.signer.publicKey);
}
