import { describe, expect, it } from '@jest/globals';

import type { Actor, Stores } from '#application';
import { parseIntakeLeaf, verifyCheckpoint, intakeOrigin } from '#attestation';
import { parse } from '#evidence';
import { digestOf, equalBytes, fromBase64, leafHash, merkleRoot, toUtf8, verifyInclusion, type Digest } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { buildEvidence } from '../support/records.js';
import { artifact, ROOT, signature, submit } from './sample-evidence.js';
import { NOW, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const documents = (count: number) => Array.from({ length: count }, (_, index) => toUtf8(`document ${index}`));

function look<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(actor, 'report:read', work);
}

async function receive(actor: Actor, ...bytes: readonly Uint8Array[]) {
  const items = bytes.map((document) => ({ bytes: document, origin: 'upload by Ada' }));
  return at.current.useCases.receiveEvidence.run(actor, items);
}

describe('evidence that is received', () => {
  it('is held byte for byte with its leaf, its place in the audit, and jobs that judge and sequence it', async () => {
    const actor = await at.current.organization();
    await at.current.jobs();
    const bytes = signature('app.tar.gz');
    const [item] = await receive(actor, bytes);
    expect(item).toMatchObject({ digest: digestOf(bytes), outcome: 'received' });
    const { row, waiting, entries } = await look(actor, async ({ evidence, intake, audit }) => ({
      row: (await evidence.byDigests([digestOf(bytes)]))[0],
      waiting: await intake.unsequenced(10),
      entries: (await audit.list({ first: 100 })).items.map(({ node }) => node),
    }));
    const subject = `sha256:${artifact('app.tar.gz').digest['sha256'] ?? ''}`;
    expect(row).toMatchObject({ state: 'stored', receivedAt: NOW, submittedBy: actor.principal, subjects: [subject] });
    expect(row).not.toHaveProperty('verdict');
    expect(waiting.map(({ leaf }) => parseIntakeLeaf(leaf))).toEqual([
      { evidence: digestOf(bytes), receivedAt: NOW, subjects: [subject] },
    ]);
    expect(entries.at(-1)).toMatchObject({
      actor: actor.principal,
      action: 'evidence.received',
      target: digestOf(bytes),
      details: { origin: 'upload by Ada' },
    });
    const jobs = (await at.current.jobs()).toSorted((a, b) => a.name.localeCompare(b.name));
    expect(jobs).toEqual([
      { name: 'sequence-intake', organization: actor.organization },
      { name: 'verify-evidence', organization: actor.organization, evidence: [item?.id] },
    ]);
    expect(await at.current.useCases.downloadEvidence.run(actor, digestOf(bytes))).toEqual(bytes);
  });

  it('is known when it comes again, in the same batch or a later one, and nothing more happens', async () => {
    const actor = await at.current.organization();
    const [a, b] = [toUtf8('a'), toUtf8('b')];
    const first = await receive(actor, a, b, a);
    expect(first.map(({ outcome }) => outcome)).toEqual(['received', 'received', 'known']);
    expect(first[2]?.id).toBe(first[0]?.id);
    await at.current.jobs();
    const audited = () => look(actor, async ({ audit }) => (await audit.list({ first: 100 })).items.length);
    const before = await audited();
    expect((await receive(actor, b, a)).map(({ id, outcome }) => [id, outcome])).toEqual([
      [first[1]?.id, 'known'],
      [first[0]?.id, 'known'],
    ]);
    expect(await at.current.jobs()).toEqual([]);
    expect(await audited()).toBe(before);
  });

  it('is judged in batches of 50', async () => {
    const actor = await at.current.organization();
    await at.current.jobs();
    const items = await receive(actor, ...documents(120));
    const batches = (await at.current.jobs()).flatMap((job) => ('evidence' in job ? [job.evidence] : []));
    expect(batches.map(({ length }) => length).sort()).toEqual([20, 50, 50]);
    expect(batches.flat().sort()).toEqual(items.map(({ id }) => id).sort());
  });

  it('leaves nothing behind in any table when its transaction fails', async () => {
    const actor = await at.current.organization();
    await at.current.jobs();
    const { unitOfWork } = at.current.ports;
    const failing = at.current.with({
      unitOfWork: {
        run: (organization, work) =>
          unitOfWork.run(organization, async (stores) => {
            await work(stores);
            throw new Error('the lights went out');
          }),
      },
    });
    const submission = failing.receiveEvidence.run(actor, [{ bytes: toUtf8('lost'), origin: 'o' }]);
    await expect(submission).rejects.toThrow('the lights went out');
    expect(await at.current.jobs()).toEqual([]);
    expect(await look(actor, ({ evidence }) => evidence.counts())).toEqual({ stored: 0, settled: 0, quarantined: 0 });
    expect(await look(actor, ({ intake }) => intake.pending())).toBe(0);
  });

  it('is unknown to every other organization', async () => {
    const [mine, theirs] = [await at.current.organization(), await at.current.organization()];
    const [digest] = await submit(at.current, theirs, toUtf8('secret'));
    if (digest === undefined) throw new Error('nothing was received');
    const { downloadEvidence, acknowledgeReceipt, proveIntake } = at.current.useCases;
    expect(await refusalOf(() => downloadEvidence.run(mine, digest))).toBe('EVIDENCE_UNKNOWN');
    expect(await refusalOf(() => acknowledgeReceipt.run(mine, digest))).toBe('EVIDENCE_UNKNOWN');
    expect(await refusalOf(() => proveIntake.run(mine, digest))).toBe('EVIDENCE_UNKNOWN');
    expect((await receive(mine, toUtf8('secret')))[0]?.outcome).toBe('received');
  });
});

describe('a receipt', () => {
  it('is signed with the organization’s key and says which bytes were received when', async () => {
    const actor = await at.current.organization();
    const [digest] = await submit(at.current, actor, toUtf8('x'));
    if (digest === undefined) throw new Error('nothing was received');
    const { content } = parse(await at.current.useCases.acknowledgeReceipt.run(actor, digest));
    const statement = content.kind === 'signed' ? content.statement : undefined;
    expect(statement?.subjects.flatMap(({ digests }) => digests)).toEqual([digest]);
    expect(statement?.predicate).toMatchObject({ receivedAt: NOW });
  });
});

describe('the intake log', () => {
  async function slugOf(actor: Actor): Promise<string> {
    return (await look(actor, ({ organizations }) => organizations.current()))?.slug ?? '';
  }

  it('of an organization that received nothing has no checkpoint', async () => {
    const actor = await at.current.organization();
    expect(await at.current.useCases.sequenceIntake.run(actor)).toBeUndefined();
  });

  it('gives each leaf its place without gap or twin, in several rounds, under a checkpoint of the organization’s key', async () => {
    const actor = await at.current.organization();
    const { sequenceIntake } = at.current.useCases;
    for (const round of [1, 2, 3]) {
      await receive(actor, ...documents(round * 2).map((bytes) => Uint8Array.of(round, ...bytes)));
      await sequenceIntake.run(actor);
    }
    const again = await sequenceIntake.run(actor);
    expect(again?.size).toBe(12);
    const leaves = await look(actor, ({ intake }) => intake.leaves(0, 100));
    expect(leaves.map(({ index }) => index)).toEqual(Array.from({ length: 12 }, (_, index) => index));
    const { publicKey: key } = await at.current.ports.keyring.signer(actor.organization);
    const { size, rootHash } = verifyCheckpoint(again?.note ?? '', { origin: intakeOrigin(await slugOf(actor)), key });
    expect(size).toBe(12);
    expect(equalBytes(rootHash, merkleRoot(leaves.map(({ leaf }) => leafHash(leaf))))).toBe(true);
  });

  it('takes more leaves than one round holds', async () => {
    const actor = await at.current.organization();
    const tenant = { id: actor.organization, principal: actor.principal };
    await at.current.ports.unitOfWork.run(actor.organization, async ({ evidence }) => {
      await evidence.add(Array.from({ length: 1003 }, () => buildEvidence(tenant as never)));
    });
    expect((await at.current.useCases.sequenceIntake.run(actor))?.size).toBe(1003);
    const leaves = await look(actor, ({ intake }) => intake.leaves(0, 2000));
    expect(leaves.map(({ index }) => index)).toEqual(Array.from({ length: 1003 }, (_, index) => index));
  });

  it('grows by each leaf once, however many sequence it at the same time', async () => {
    const actor = await at.current.organization();
    await receive(actor, ...documents(20));
    const { sequenceIntake } = at.current.useCases;
    const checkpoints = await Promise.all([1, 2, 3].map(() => sequenceIntake.run(actor)));
    expect(new Set(checkpoints.map((checkpoint) => checkpoint?.note)).size).toBe(1);
    expect(checkpoints[0]?.size).toBe(20);
  });

  it('proves offline that an item stands in it', async () => {
    const actor = await at.current.organization();
    const digests = await submit(at.current, actor, ...documents(7));
    await at.current.useCases.sequenceIntake.run(actor);
    const { publicKey: key } = await at.current.ports.keyring.signer(actor.organization);
    const origin = intakeOrigin(await slugOf(actor));
    for (const digest of digests) {
      const proof = await at.current.useCases.proveIntake.run(actor, digest);
      const leaf = fromBase64(proof.leaf);
      const { size, rootHash } = verifyCheckpoint(proof.checkpoint, { origin, key });
      const { index } = proof;
      const hashes = proof.hashes.map((hash) => fromBase64(hash));
      const verify = (bytes: Uint8Array) =>
        verifyInclusion({ leaf: leafHash(bytes), index, size, hashes, root: rootHash });
      expect(parseIntakeLeaf(leaf).evidence).toBe(digest);
      expect(verify(leaf)).toBe(true);
      expect(verify(toUtf8('another leaf'))).toBe(false);
    }
  });

  it('proves nothing of what has no place yet, nor of what never came', async () => {
    const actor = await at.current.organization();
    const { proveIntake, sequenceIntake } = at.current.useCases;
    const [first] = await submit(at.current, actor, toUtf8('first'));
    const prove = (digest: Digest | undefined) =>
      refusalOf(() => proveIntake.run(actor, digest ?? digestOf(toUtf8(''))));
    expect(await prove(first)).toBe('NOT_SEQUENCED_YET');
    await sequenceIntake.run(actor);
    const [second] = await submit(at.current, actor, toUtf8('second'));
    expect([await prove(first), await prove(second)]).toEqual(['none', 'NOT_SEQUENCED_YET']);
    expect(await prove(digestOf(toUtf8('never sent')))).toBe('EVIDENCE_UNKNOWN');
  });
});
