import { beforeAll, describe, expect, it } from '@jest/globals';

import { intakeOrigin, parseIntakeLeaf, verifyCheckpoint } from '#attestation';
import { EVIDENCE_KINDS, parse } from '#evidence';
import {
  digestOf,
  equalBytes,
  fromBase64,
  leafHash,
  merkleRoot,
  ParseError,
  PublicKey,
  toUtf8,
  verifyInclusion,
  type Digest,
} from '#kernel';
import { publicGoodTrustRoot } from '#platform';
import { loadTrustRoot, parseTrustRule, Verifier, type Verdict } from '#verification';

import { withServer, type TestClient } from '../support/running-server.js';

const SLUG = 'acme';
const UPLOADS = 40;

interface IntakeProof {
  readonly evidence: Digest;
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly string[];
  readonly checkpoint: string;
}

describe('the intake log', () => {
  const server = withServer();
  let client: TestClient;
  let key: PublicKey;
  const documents = Array.from({ length: UPLOADS }, (_, index) => toUtf8(`{"document":${index}}`));

  beforeAll(async () => {
    client = await server.current.organization({ slug: SLUG });
    key = await organizationKey(client);
    const lines = Buffer.concat(documents.slice(UPLOADS / 2).flatMap((document) => [document, toUtf8('\n')]));
    const body = { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines };
    await Promise.all([
      ...documents.slice(0, UPLOADS / 2).map((document) => client.submit(document)),
      client.request('/v1/evidence', body).then((answer) => answer.text()),
    ]);
    await server.current.settled(client);
  });

  it('acknowledges with a receipt that the organization’s key signed over exactly the received bytes', async () => {
    const [document = toUtf8('')] = documents;
    const receipt = await client.download(`/v1/evidence/${digestOf(document)}/receipt`);
    expect(verdictUnder(key, receipt).checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(rungOf(verdictUnder(key, receipt), 'signature')).toMatchObject({ outcome: 'passed' });
    expect(parse(receipt).content).toMatchObject({
      statement: { subjects: [{ digests: [digestOf(document)] }], predicate: { organization: SLUG } },
    });
  });

  it('gives receipts that no other organization’s key verifies', async () => {
    const stranger = await organizationKey(await server.current.organization({ slug: 'stranger' }));
    const [document = toUtf8('')] = documents;
    const receipt = await client.download(`/v1/evidence/${digestOf(document)}/receipt`);
    const outcomes = verdictUnder(stranger, receipt);
    expect(outcomes.outcome).not.toBe('verified');
    expect(rungOf(outcomes, 'signature')?.outcome).not.toBe('passed');
  });

  it('proves of each item that it stands under a checkpoint which the organization’s key signed', async () => {
    for (const document of documents.slice(0, 5)) {
      const proof = await proofOf(client, document);
      const { size, rootHash } = verifyCheckpoint(proof.checkpoint, { origin: intakeOrigin(SLUG), key });
      const leaf = fromBase64(proof.leaf);
      const claim = { index: proof.index, size, hashes: proof.hashes.map((hash) => fromBase64(hash)), root: rootHash };
      expect(proof.size).toBe(size);
      expect(parseIntakeLeaf(leaf).evidence).toBe(digestOf(document));
      expect(verifyInclusion({ ...claim, leaf: leafHash(leaf) })).toBe(true);
      expect(verifyInclusion({ ...claim, leaf: leafHash(toUtf8('another leaf')) })).toBe(false);
      expect(verifyInclusion({ ...claim, leaf: leafHash(leaf), index: (proof.index + 1) % size })).toBe(false);
    }
  });

  it('refuses a checkpoint for another log, and one under another key', async () => {
    const { checkpoint } = await proofOf(client, documents[0] ?? toUtf8(''));
    const stranger = await organizationKey(await server.current.organization({ slug: 'other-key' }));
    expect(() => verifyCheckpoint(checkpoint, { origin: intakeOrigin('beta'), key })).toThrow(ParseError);
    expect(() => verifyCheckpoint(checkpoint, { origin: intakeOrigin(SLUG), key: stranger })).toThrow(ParseError);
  });

  it('gives each item that was uploaded at the same time its own place, without a gap', async () => {
    const proofs = await Promise.all(documents.map((document) => proofOf(client, document)));
    const byIndex = proofs.toSorted((a, b) => a.index - b.index);
    expect(byIndex.map(({ index }) => index)).toEqual(documents.map((_, index) => index));
    const root = merkleRoot(byIndex.map(({ leaf }) => leafHash(fromBase64(leaf))));
    const { size, rootHash } = verifyCheckpoint(await checkpointOf(client), { origin: intakeOrigin(SLUG), key });
    expect(size).toBe(UPLOADS);
    expect(equalBytes(root, rootHash)).toBe(true);
  });

  it('answers bytes that it holds already with 200 and known, and adds no leaf for them', async () => {
    const before = await checkpointOf(client);
    const [document = toUtf8('')] = documents;
    const answer = await client.request('/v1/evidence', { method: 'POST', body: Buffer.from(document) });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ digest: digestOf(document), outcome: 'known' });
    await server.current.settled(client);
    expect(await checkpointOf(client)).toBe(before);
  });

  it('grows by exactly one leaf for one more document', async () => {
    const one = await client.request('/v1/evidence', { method: 'POST', body: '{"document":"one more"}' });
    expect(one.status).toBe(202);
    await server.current.settled(client);
    const { size } = verifyCheckpoint(await checkpointOf(client), { origin: intakeOrigin(SLUG), key });
    expect(size).toBe(UPLOADS + 1);
  });
});

async function checkpointOf(client: TestClient): Promise<string> {
  return (await client.request('/v1/intake/checkpoint')).text();
}

async function proofOf(client: TestClient, document: Uint8Array): Promise<IntakeProof> {
  const answer = await client.request(`/v1/evidence/${digestOf(document)}/intake-proof`);
  return (await answer.json()) as IntakeProof;
}

async function organizationKey(client: TestClient): Promise<PublicKey> {
  const { trustRules } = await client.graphql<{
    trustRules: readonly { id: string; rule: { signer: { publicKey: string } } }[];
  }>('{ trustRules { id rule } }');
  const own = trustRules.find(({ id }) => id === 'organization-key');
  if (own === undefined) throw new Error('the organization has no key rule');
  return PublicKey.fromPem(own.rule.signer.publicKey);
}

/** As a stranger with that key and nothing else would judge it. */
function verdictUnder(key: PublicKey, bundle: Uint8Array): Verdict {
  const rule = parseTrustRule({
    id: 'their-key',
    scope: { kind: 'organization' },
    kinds: EVIDENCE_KINDS,
    signer: { kind: 'key', publicKey: key.toPem() },
    log: 'none',
    time: 'none',
  });
  return new Verifier({ trustRoots: [loadTrustRoot(publicGoodTrustRoot())], rules: [rule] }).verify(parse(bundle))
    .verdict;
}

function rungOf({ checks }: Verdict, rung: string) {
  return checks.find((check) => check.rung === rung);
}
