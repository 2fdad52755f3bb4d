import { beforeAll, describe, expect, it } from '@jest/globals';

import { digestOf, parseInstant, type JsonValue } from '#kernel';
import { createSampleWorld, createSigstore, type Identity, type Sigstore } from '#sample-world';

import { issueWorld, shippedFramework, type IssuedWorld } from '../fixtures/issued-world.js';
import { keySigner } from '../fixtures/key-signer.js';
import { buildPack } from '../pack/build-pack.js';
import { completePack, signStanding } from '../pack/complete-pack.js';
import type { Pack } from '../pack/pack.js';
import { readPack } from '../pack/read-pack.js';
import { signStatement } from '../sign-statement.js';
import { parse } from '#evidence';
import { attestationStatusStatement } from '../status/attestation-status.js';
import type { ReaderAnchors } from './accepted.js';
import { renderReplay } from './render-replay.js';
import { replay } from './replay.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const SEED = { seed: 'keyless', now: NOW };
const RELEASER = { issuer: 'https://accounts.example', identity: 'release@borealis.example' };
const signer = keySigner();
let honest: IssuedWorld;
let pack: Pack;
let sigstore: Sigstore;

/** What a statement says, to be signed by somebody else. */
function statementOf(bundle: Uint8Array): JsonValue {
  const { content } = parse(bundle);
  if (content.kind !== 'signed' || content.entity.content.kind !== 'dsse') throw new Error('no statement');
  return JSON.parse(Buffer.from(content.entity.content.payload).toString()) as JsonValue;
}

function keyless(statement: JsonValue, { issuer, identity: email } = RELEASER, by: Sigstore = sigstore): Uint8Array {
  const identity: Identity = { kind: 'email', issuer, email };
  return by.attest({ identity, at: NOW, statement, timestamp: true });
}

/** The honest assessment, signed by an identity; the organization's key still signs the log and says how it stands. */
async function signedBy(by: Partial<typeof RELEASER> = {}, using: Sigstore = sigstore): Promise<Pack> {
  const attestation = keyless(statementOf(pack.attestation), { ...RELEASER, ...by }, using);
  const whole = { ...pack, attestation };
  return completePack(whole, pack.companions ?? [], signStanding(whole, signer, NOW));
}

beforeAll(async () => {
  honest = await issueWorld(createSampleWorld(SEED), signer);
  pack = readPack(honest.issued.pack).pack!;
  sigstore = createSigstore({ ...SEED, name: 'sigstore-synthetic' });
});

const anchors = (): ReaderAnchors => ({
  ...{ signer: RELEASER, trustRoots: honest.trustRoots, rules: honest.rules },
  ...{ framework: shippedFramework().texts, at: NOW },
});
const answers = (files: Pack, readers: ReaderAnchors) => {
  const { intact, consistent, accepted, standing, exit } = replay(buildPack(files), readers);
  return [...[intact, consistent, accepted, standing].map(({ answer }) => answer), exit];
};

describe('an attestation that an identity signed', () => {
  it('is accepted by a reader who expects that identity, under the reader’s own trust root', async () => {
    const files = await signedBy();
    expect(answers(files, anchors())).toEqual(['yes', 'yes', 'yes', 'yes', 0]);
    const report = replay(buildPack(files), anchors());
    expect(report.statement?.signer).toEqual(RELEASER);
    expect(renderReplay(report)).toContain(`as ${RELEASER.identity} by ${RELEASER.issuer}`);
    expect(report.rootChanges).toEqual([]);
  });

  it.each<[string, Partial<typeof RELEASER>]>([
    ['another identity', { identity: 'somebody@borealis.example' }],
    ['the same name by another issuer', { issuer: 'https://other.example' }],
  ])('is not accepted when the certificate names %s', async (_, by) => {
    const report = replay(buildPack(await signedBy(by)), anchors());
    expect([report.intact.answer, report.accepted.answer]).toEqual(['yes', 'no']);
    expect(report.accepted.reasons).toContainEqual(expect.objectContaining({ code: 'SIGNER_UNEXPECTED' }));
  });

  it('is not accepted when an authority of the sender’s own issued the certificate', async () => {
    const own = createSigstore({ ...SEED, seed: 'the sender’s own', name: 'sigstore-synthetic' });
    const report = replay(buildPack(await signedBy({}, own)), anchors());
    expect([report.intact.answer, report.accepted.answer]).toEqual(['yes', 'no']);
  });

  it('cannot be accepted by a reader who names an identity and no trust root to judge it by', async () => {
    const { trustRoots, ...rest } = anchors();
    expect(trustRoots).toHaveLength(1);
    expect(answers(await signedBy(), rest)[2]).toBe('could-not-check');
  });

  it('is not intact when the signature is not that of its certificate, nor without a readable one', async () => {
    const files = await signedBy();
    const bundle = JSON.parse(Buffer.from(files.attestation).toString()) as {
      dsseEnvelope: { signatures: { sig: string }[] };
      verificationMaterial: { certificate: { rawBytes: string } };
    };
    const edited = (edit: (copy: typeof bundle) => void): Pack => {
      const copy = structuredClone(bundle);
      edit(copy);
      return { ...files, attestation: new Uint8Array(Buffer.from(JSON.stringify(copy))) };
    };
    const codes = (changed: Pack) => replay(buildPack(changed), anchors()).intact.reasons.map(({ code }) => code);
    const { dsseEnvelope } = JSON.parse(Buffer.from(pack.attestation).toString()) as typeof bundle;
    expect(codes(edited((copy) => (copy.dsseEnvelope = dsseEnvelope)))).toContain('ATTESTATION_SIGNATURE');
    expect(codes(edited((copy) => (copy.verificationMaterial.certificate.rawBytes = 'AAAA')))).toContain(
      'PUBLIC_KEY_MISSING',
    );
  });

  it('needs no packed key where the same identity also says how it stands', async () => {
    const { publicKey, intake, ...rest } = pack;
    expect([publicKey === undefined, intake === undefined]).toEqual([false, false]);
    const { issued } = await issueWorld(createSampleWorld(SEED), signer, { withoutIntake: true });
    const attestation = keyless(statementOf(issued.bundle));
    const whole = { ...rest, ...readPack(issued.pack).pack!, attestation };
    const { publicKey: dropped, ...bare } = whole;
    expect(dropped).toBeDefined();
    const status = async (by: Partial<typeof RELEASER>, using?: Sigstore) =>
      completePack(bare, [], async (companions) => {
        const known = { attestation: digestOf(attestation), state: 'standing', since: NOW, affected: [] } as const;
        const statement = attestationStatusStatement({ ...known, issuedAt: NOW, companions });
        return keyless(statementOf(await signStatement(statement, signer)), { ...RELEASER, ...by }, using);
      });
    expect(answers(await status({}), anchors())).toEqual(['yes', 'yes', 'yes', 'yes', 0]);
    expect(answers(await status({}), { at: NOW })).toEqual(['yes', 'yes', 'not-asked', 'yes', 2]);
    const other = await status({ identity: 'somebody@borealis.example' });
    expect(answers(other, anchors())[3]).toBe('could-not-check');
    expect(answers(other, { at: NOW })[3]).toBe('could-not-check');
    // Anybody can make an authority that gives out the same name.
    const impostor = await status({}, createSigstore({ ...SEED, seed: 'impostor', name: 'sigstore-synthetic' }));
    expect([answers(impostor, anchors())[3], answers(impostor, { at: NOW })[3]]).toEqual([
      'could-not-check',
      'could-not-check',
    ]);
  });
});

describe('the trust root of then and the reader’s of now', () => {
  it('are compared by name and key id, and the differences stand in the answer', async () => {
    const [then] = honest.trustRoots;
    const root = JSON.parse(Buffer.from(then!.bytes).toString()) as { tlogs: unknown[] };
    root.tlogs.pop();
    const bytes = new Uint8Array(Buffer.from(JSON.stringify(root)));
    const now = { name: 'mine', bytes, digest: digestOf(bytes), source: 'file' as const };
    const report = replay(buildPack(await signedBy()), { ...anchors(), trustRoots: [now] });
    expect(report.rootChanges).toEqual([
      expect.objectContaining({ change: 'removed', authority: 'log', keyId: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    ]);
    expect(renderReplay(report)).toMatch(/from the packed trust roots to yours:\n {2}removed: log \S+ [0-9a-f]{64}\n/);
  });
});

it('how it stands is not said by a key that the reader lets sign assessments alone', async () => {
  const alone = honest.rules.map((rule) => ({
    ...rule,
    kinds: rule.kinds.filter((kind) => kind !== 'attestation-status'),
  }));
  const files = buildPack(await signedBy());
  expect(replay(files, anchors()).standing.answer).toBe('yes');
  expect(replay(files, { ...anchors(), rules: alone }).standing.answer).not.toBe('yes');
});
