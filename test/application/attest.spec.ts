import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, AttestationRecord, Stores, UnitOfWork } from '#application';
import { buildPack, packTar, readPack, replay, scopeSubject, type AssessmentPredicate } from '#attestation';
import { parse } from '#evidence';
import { addDays, concatBytes, digestOf, toUtf8 } from '#kernel';
import { createSampleWorld, type SampleWorld } from '#sample-world';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { filesOf } from './loaded-pack.js';
import {
  artifact,
  attest,
  manifest,
  organizationAtWork,
  provenance,
  ROOT,
  signature,
  sourceRevision,
  submit,
  testResult,
} from './sample-evidence.js';
import { day, NOW, withWorkplace } from './workplace.js';

const ORDER = { product: 'app', release: '1.0.0', acceptStaleRoot: false };
const at = withWorkplace([ROOT]);
beforeEach(async () => {
  await at.current.jobs(); // of tests before
});

function look<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(actor, 'report:read', work);
}

async function atWorkWith(...documents: readonly Uint8Array[]): Promise<Actor> {
  const actor = await organizationAtWork(at.current);
  if (documents.length > 0) await submit(at.current, actor, ...documents);
  await at.current.settle();
  return actor;
}

async function packOf(actor: Actor, { digest }: AttestationRecord): Promise<Map<string, Uint8Array>> {
  return filesOf(await at.current.useCases.loadPack.run(actor, digest));
}

/** All but the word of today, which is signed anew for each download. */
function frozenIn(files: Map<string, Uint8Array>): unknown {
  const { status, ...frozen } = readPack(files).pack!;
  expect(status).toBeDefined();
  return frozen;
}

async function predicateOf(actor: Actor, { digest }: AttestationRecord): Promise<AssessmentPredicate> {
  const { content } = parse(await at.current.useCases.downloadAttestation.run(actor, digest));
  if (content.kind !== 'signed' || content.statement === undefined) throw new Error('the attestation is no statement');
  return content.statement.predicate as unknown as AssessmentPredicate;
}

async function replayed(actor: Actor, record: AttestationRecord) {
  const { intact, consistent } = replay(await packOf(actor, record));
  return { intact, consistent };
}

const SOUND = { intact: { answer: 'yes', reasons: [] }, consistent: { answer: 'yes', reasons: [] } };

const issue = (actor: Actor, changes: Partial<typeof ORDER> = {}) =>
  at.current.useCases.issueAttestation.run(actor, { ...ORDER, ...changes });
const refusal = (actor: Actor, changes: Partial<typeof ORDER> = {}) => refusalOf(() => issue(actor, changes));

describe('an attestation', () => {
  it('is signed, kept, put on record, and leads a stranger to the same judgement', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]), signature('app'), provenance([artifact('app')]));
    const record = await issue(actor);
    const { publicKey } = await at.current.ports.keyring.signer(actor.organization);
    expect(record).toMatchObject({ signedBy: actor.principal, signedAt: NOW, keyFingerprint: publicKey.fingerprint });
    expect(await replayed(actor, record)).toEqual(SOUND);
    expect(await look(actor, ({ attestations }) => attestations.byDigest(record.digest))).toEqual(record);
    const { items } = await look(actor, ({ audit }) => audit.list({ first: 100 }));
    expect(items.slice(-4).map(({ node: { action, target } }) => [action, target])).toEqual([
      ['attestation.drafted', record.draft],
      ['attestation.approved', record.draft],
      ['attestation.signed', record.digest],
      ['attestation.kept', record.digest],
    ]);
  });

  it('accounts for every item that touches the release, good, bad and beside the point, and for no other', async () => {
    const actor = await atWorkWith();
    const about = {
      manifest: manifest([artifact('app')]),
      good: signature('app'),
      provenance: provenance([artifact('app')]),
      revision: testResult([sourceRevision]),
      stranger: signature('app', 'stranger'),
      scope: attest('stranger', [scopeOf('app')], 'https://example.org/unknown/v1', { a: 1 }),
      odd: attest('stranger', [artifact('app')], 'https://example.org/unknown/v1', { a: 1 }),
    };
    const beside = [signature('something else'), toUtf8('garbage')];
    await submit(at.current, actor, ...Object.values(about), ...beside);
    await at.current.settle();
    const slug = (await look(actor, ({ organizations }) => organizations.current()))?.slug ?? '';
    const scoped = attest('stranger', [scopeOf('app', slug)], 'https://example.org/unknown/v1', { a: 2 });
    await submit(at.current, actor, scoped);
    await at.current.settle();
    const record = await issue(actor);
    const { intake } = await predicateOf(actor, record);
    const uses = new Map(intake?.leaves.map(({ evidence, use }) => [evidence, use]));
    expect(uses.get(digestOf(about.manifest))).toBe('used');
    expect(uses.get(digestOf(about.good))).toBe('used');
    expect(uses.get(digestOf(about.stranger))).toMatch(/rejected|unverified/);
    expect(uses.has(digestOf(about.revision))).toBe(true);
    expect(uses.has(digestOf(about.odd))).toBe(true);
    expect(uses.get(digestOf(scoped))).toBe('irrelevant');
    for (const bytes of [...beside, about.scope]) expect(uses.has(digestOf(bytes))).toBe(false);
    expect(await replayed(actor, record)).toEqual(SOUND);
  });

  it('keeps its pack as it was signed, whatever is received and trusted later', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]), signature('app'));
    const record = await issue(actor);
    const before = await packOf(actor, record);
    await submit(at.current, actor, signature('app', 'stranger'));
    await at.current.useCases.retireTrustRule.run(actor, 'pipeline');
    await at.current.settle();
    const after = await packOf(actor, record);
    expect(frozenIn(after)).toEqual(frozenIn(before));
    expect(readPack(after).pack?.intake?.leaves).toHaveLength(2);
    expect(await replayed(actor, record)).toEqual(SOUND);
  });

  it('of another organization is not there', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]));
    const { digest } = await issue(actor);
    const stranger = await at.current.organization();
    const { loadPack, downloadAttestation } = at.current.useCases;
    expect(await refusalOf(() => loadPack.run(stranger, digest))).toBe('ATTESTATION_UNKNOWN');
    expect(await refusalOf(() => downloadAttestation.run(stranger, digest))).toBe('ATTESTATION_UNKNOWN');
  });
});

describe('an attestation is refused', () => {
  it('of a release that is not there', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]));
    expect(await refusal(actor, { release: '9.9.9' })).toBe('RELEASE_UNKNOWN');
  });

  it('where nothing was ever received', async () => {
    expect(await refusal(await atWorkWith())).toBe('NOTHING_RECEIVED');
  });

  it('over no artifact at all', async () => {
    expect(await refusal(await atWorkWith(signature('app')))).toBe('POPULATION_EMPTY');
  });

  it('while something about the release is not judged yet', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]));
    await submit(at.current, actor, signature('app'));
    expect(await refusal(actor)).toBe('EVIDENCE_UNSETTLED');
    await at.current.settle();
    expect(await refusal(actor)).toBe('none');
  });

  it('while a decision about the whole product is not judged yet', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]));
    const { principal: requestedBy } = await at.current.colleague(actor, 'Bob');
    const decision = { kind: 'not-applicable', product: 'app', control: 'PO.1.1', reason: 'r', requestedBy } as const;
    await at.current.useCases.stateDecision.run(actor, decision);
    expect(await refusal(actor)).toBe('EVIDENCE_UNSETTLED');
  });

  it('while something about the release is set aside', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]));
    const [digest] = await submit(at.current, actor, signature('app'));
    await look(actor, async ({ evidence }) => {
      const [row] = await evidence.byDigests(digest === undefined ? [] : [digest]);
      if (row !== undefined) await evidence.recordFailure(row.id, { code: 'INTERNAL', message: 'm' }, true);
    });
    expect(await refusal(actor)).toBe('EVIDENCE_QUARANTINED');
  });

  it('over verdicts from before the last change of trust, which are then brought up to date', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]), signature('app'));
    at.current.ports.clock.advance(1);
    await at.current.useCases.retireTrustRule.run(actor, 'pipeline');
    await at.current.jobs(); // lost by the queue
    expect(await refusal(actor)).toBe('EVIDENCE_UNSETTLED');
    await at.current.settle();
    const record = await issue(actor);
    expect(await replayed(actor, record)).toEqual(SOUND);
  });

  it('under a key that the organization’s own rule does not trust', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]));
    at.current.ports.keyring.replace(actor.organization);
    expect(await refusal(actor)).toBe('OWN_SIGNATURE_REFUSED');
    expect((await look(actor, ({ attestations }) => attestations.list({ first: 1 }, {}))).items).toEqual([]);
  });

  it('while what it would state keeps changing under its eyes', async () => {
    const actor = await atWorkWith(manifest([artifact('app')]));
    const { unitOfWork } = at.current.ports;
    let arrived = 0;
    const interfering: UnitOfWork = {
      run: (organization, work) =>
        unitOfWork.run(organization, (stores) => {
          const touching: Stores['evidence']['touching'] = async (digests) => {
            const found = await stores.evidence.touching(digests);
            arrived += 1;
            await submit(at.current, actor, signature('app', arrived % 2 === 0 ? 'pipeline' : 'stranger'));
            await at.current.settle();
            return found;
          };
          const evidence = Object.assign(Object.create(stores.evidence) as Stores['evidence'], { touching });
          return work({ ...stores, evidence });
        }),
    };
    const { issueAttestation } = at.current.with({ unitOfWork: interfering });
    expect(await refusalOf(() => issueAttestation.run(actor, ORDER))).toBe('INTAKE_MOVING');
    expect(await refusal(actor)).toBe('none');
  });
});

describe('an attestation under a trust root past its time', () => {
  const old = withWorkplace([{ ...ROOT, expires: day(-1) }]);

  it('needs an explicit word, and prints it', async () => {
    const actor = await organizationAtWork(old.current);
    await submit(old.current, actor, manifest([artifact('app')]), signature('app'));
    await old.current.settle();
    const { issueAttestation, downloadAttestation } = old.current.useCases;
    expect(await refusalOf(() => issueAttestation.run(actor, ORDER))).toBe('TRUST_ROOT_STALE');
    const { digest } = await issueAttestation.run(actor, { ...ORDER, acceptStaleRoot: true });
    const { content } = parse(await downloadAttestation.run(actor, digest));
    const predicate = content.kind === 'signed' ? content.statement?.predicate : undefined;
    expect(predicate).toMatchObject({ trustRoots: [{ name: ROOT.name, stale: { expired: day(-1), accepted: true } }] });
  });
});

describe('every release of the sample organization', () => {
  let world: SampleWorld;
  let actor: Actor;
  beforeAll(async () => {
    world = createSampleWorld({ seed: 'attest', now: NOW });
    actor = await at.current.organization(world.organization.slug);
    const { addTrustRoot, putTrustRule, createProduct, createRelease, stateDecision } = at.current.useCases;
    await addTrustRoot.run(actor, { name: 'borealis', bytes: world.trustRoot.bytes });
    for (const rule of world.trustRules) await putTrustRule.run(actor, rule);
    for (const { slug, name, releases } of world.products) {
      await createProduct.run(actor, { slug, name });
      for (const { version, evidence, manifest: listed } of releases) {
        await createRelease.run(actor, { product: slug, version });
        await submit(at.current, actor, ...evidence.map(({ bytes }) => bytes));
        if (listed.kind === 'evidence') continue;
        const artifacts = listed.artifacts.map(({ name: file, bytes }) => ({
          name: file,
          digests: [digestOf(bytes)],
        }));
        await stateDecision.run(actor, { kind: 'release-manifest', product: slug, release: version, artifacts });
      }
    }
    await at.current.settle();
  });

  it('can be attested, whatever is wrong with its evidence, and replays to the same judgement', async () => {
    const orders = world.products.flatMap(({ slug, releases }) =>
      releases.map(({ version }) => ({ product: slug, release: version, acceptStaleRoot: false })),
    );
    expect(orders).toHaveLength(7);
    for (const order of orders) {
      const record = await at.current.useCases.issueAttestation.run(actor, order);
      expect({ order, ...(await replayed(actor, record)) }).toEqual({ order, ...SOUND });
    }
  });
});

function scopeOf(product: string, organization = 'another-organization') {
  const { name, digests } = scopeSubject({ organization, product });
  return { name, digest: { sha256: digests[0]?.slice('sha256:'.length) ?? '' } };
}

describe('a pack that is downloaded', () => {
  const atWorkIssued = async () => {
    const actor = await atWorkWith(manifest([artifact('app')]), signature('app'), provenance([artifact('app')]));
    return { actor, record: await issue(actor) };
  };

  it('brings a status that was signed just now, and what it names', async () => {
    const { actor, record } = await atWorkIssued();
    const files = await packOf(actor, record);
    const { pack, problems } = readPack(files);
    expect([problems, pack?.companions?.map(({ name }) => name)]).toEqual([
      [],
      ['README.md', 'report.html', 'report.pdf', 'slsa-vsa.sigstore.json'],
    ]);
    const { standing, status, beside } = replay(files, { at: addDays(NOW, 1) });
    expect(beside).toMatchObject([{ name: 'slsa-vsa.sigstore.json', kind: 'build-verification', verified: true }]);
    expect([standing, status?.state]).toEqual([{ answer: 'yes', reasons: [] }, 'standing']);
    expect(status!.issuedAt >= record.signedAt).toBe(true);
    expect(Buffer.from(pack!.companions![1]!.bytes).toString()).toContain(record.digest);
  });

  it('has the size that it says, file by file, and is the same bytes for the same status', async () => {
    const { actor, record } = await atWorkIssued();
    const { files, size } = await at.current.useCases.loadPack.run(actor, record.digest);
    const read = await Promise.all(files.map(async (file) => [file.path, await file.read()] as const));
    expect(read.map(([, { length }]) => length)).toEqual(files.map((file) => file.size));
    expect(concatBytes(...packTar(read))).toHaveLength(size);
    expect([...buildPack(readPack(new Map(read)).pack!)]).toEqual(read);
  });

  it('may withhold evidence, which does not leave the house in any form', async () => {
    const { actor, record } = await atWorkIssued();
    const chosen = 'kind=build-provenance';
    const files = await filesOf(await at.current.useCases.loadPack.run(actor, record.digest, [chosen]));
    const { intact, consistent, withheld, exit } = replay(files, { at: NOW });
    expect([intact.answer, consistent.answer, exit]).toEqual(['yes', 'could-not-check', 2]);
    expect(withheld).toEqual([expect.objectContaining({ kind: 'build-provenance' })]);
    expect(files.has(`blobs/sha256/${withheld[0]!.digest.slice('sha256:'.length)}`)).toBe(false);
    expect(readPack(files).pack).not.toHaveProperty('assessment');
  });

  it.each([
    ['what says nothing', 'provenance', 'SELECTOR_INVALID'],
    ['what is not there', 'kind=sbom', 'SELECTOR_EMPTY'],
    ['what the statement is about', 'kind=release-manifest', 'WITHHOLD_FOUNDATION'],
  ])('cannot withhold %s', async (_, selector, code) => {
    const { actor, record } = await atWorkIssued();
    expect(await refusalOf(() => at.current.useCases.loadPack.run(actor, record.digest, [selector]))).toBe(code);
  });
});
