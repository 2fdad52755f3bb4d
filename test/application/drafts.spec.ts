import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, AttestationDraftId, DraftRecord, Stores, UnitOfWork } from '#application';
import { readPack, replay } from '#attestation';
import { parse } from '#evidence';
import { digestOf, fromUtf8, type Digest } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { filesOf } from './loaded-pack.js';
import { artifact, manifest, organizationAtWork, ROOT, signature, submit } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const ORDER = { product: 'app', release: '1.0.0', acceptStaleRoot: false };
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const at = withWorkplace([ROOT]);

let ada: Actor;
beforeEach(async () => {
  await at.current.jobs(); // of tests before
  ada = await organizationAtWork(at.current);
  await submit(at.current, ada, manifest([artifact('app')]), signature('app'));
  await at.current.settle();
});

function look<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(ada, 'report:read', work);
}
const draft = (actor = ada) => at.current.useCases.draftAttestation.run(actor, ORDER);
const approve = ({ id, report }: Pick<DraftRecord, 'id' | 'report'>, actor = ada) =>
  at.current.useCases.approveDraft.run(actor, { draft: id, report });
const sign = ({ id }: Pick<DraftRecord, 'id'>, actor = ada) => at.current.useCases.signDraft.run(actor, id);
const askTwo = (asked = true) => at.current.useCases.askTwoPeople.run(ada, asked);
const attested = () => look(({ attestations }) => attestations.list({ first: 10 }, {}));

async function approved(actor = ada): Promise<DraftRecord> {
  const made = await draft(actor);
  await approve(made, actor);
  return made;
}

describe('a draft', () => {
  it('is what is signed, to the byte: the statement that was frozen, with the report that was read', async () => {
    const made = await approved();
    const report = await at.current.useCases.downloadReport.run(ada, made.id);
    expect(digestOf(report)).toBe(made.report);
    at.current.ports.clock.advance(DAY);
    const { digest } = await sign(made);
    const { content } = parse(await at.current.useCases.downloadAttestation.run(ada, digest));
    if (content.kind !== 'signed' || content.entity.content.kind !== 'dsse') throw new Error('no signed statement');
    expect(digestOf(content.entity.content.payload)).toBe(made.payload);
    expect(content.statement?.predicate).toMatchObject({ report: made.report, asOf: made.asOf });
    expect(JSON.parse(fromUtf8(report))).toMatchObject({ scope: { product: 'app', release: '1.0.0' } });
  });

  it('is signed once: signing it again gives the same attestation', async () => {
    const made = await approved();
    const first = await sign(made);
    expect(await sign(made)).toEqual(first);
    expect((await attested()).items).toHaveLength(1);
  });

  it('is signed once even when two sign at the same moment', async () => {
    const made = await approved();
    const [one, other] = await Promise.all([sign(made), sign(made)]);
    expect(one).toEqual(other);
    expect((await attested()).items).toHaveLength(1);
  });

  it('leads to an attestation with its report, framework and draft, whose pack a stranger recomputes', async () => {
    const made = await approved();
    const record = await sign(made);
    expect(record).toMatchObject({ draft: made.id, report: made.report, framework: 'ssdf-1.1', input: made.input });
    const pack = await filesOf(await at.current.useCases.loadPack.run(ada, record.digest));
    expect(readPack(pack).pack?.documents.map(({ name }) => name)).toEqual(['report.json']);
    const { intact, consistent } = replay(pack);
    expect([intact.answer, consistent.answer]).toEqual(['yes', 'yes']);
  });

  it('can be of any framework that releases are judged by', async () => {
    const [main, other] = at.current.ports.frameworks.standing();
    const made = await at.current.useCases.draftAttestation.run(ada, { ...ORDER, framework: other ?? main });
    await approve(made);
    expect((await sign(made)).framework).toBe(other ?? main);
    const refused = () => at.current.useCases.draftAttestation.run(ada, { ...ORDER, framework: 'nothing' });
    expect(await refusalOf(refused)).toBe('FRAMEWORK_NOT_STANDING');
  });

  it('may stand in the place of an earlier attestation of the same product, and of no other', async () => {
    const first = await sign(await approved());
    const supersedes = first.digest;
    const next = await at.current.useCases.draftAttestation.run(ada, { ...ORDER, supersedes });
    await approve(next);
    const record = await sign(next);
    expect(record).toMatchObject({ supersedes });
    const standing = await look(({ standings }) => standings.byAttestations([supersedes]));
    expect(standing.get(supersedes)).toMatchObject({ state: 'superseded', replacedBy: record.digest });
    const unknown = () =>
      at.current.useCases.draftAttestation.run(ada, { ...ORDER, supersedes: digestOf(Buffer.of(7)) });
    expect(await refusalOf(unknown)).toBe('ATTESTATION_UNKNOWN');
    const { createProduct, createRelease, draftAttestation } = at.current.useCases;
    await createProduct.run(ada, { slug: 'other', name: 'Other' });
    await createRelease.run(ada, { product: 'other', version: '1.0.0' });
    const elsewhere = () => draftAttestation.run(ada, { ...ORDER, product: 'other', supersedes });
    expect(await refusalOf(elsewhere)).toBe('SUPERSEDES_OTHER_PRODUCT');
  });

  it('is on record from drafting to keeping', async () => {
    const made = await approved();
    const { digest } = await sign(made);
    const { items } = await look(({ audit }) => audit.list({ first: 100 }));
    const told = items.map(({ node: { action, target } }) => `${action} ${target}`);
    expect(told).toEqual(
      expect.arrayContaining([
        ...[`attestation.drafted ${made.id}`, `attestation.approved ${made.id}`],
        ...[`attestation.signed ${digest}`, `attestation.kept ${digest}`],
      ]),
    );
  });
});

describe('a draft is not signed', () => {
  it('without an approval', async () => {
    expect(await refusalOf(async () => sign(await draft()))).toBe('APPROVAL_MISSING');
    expect((await attested()).items).toEqual([]);
  });

  it('when it is unknown, or of another organization', async () => {
    const unknown = { id: '01975b00-0000-7000-8000-ffffffffffff' as AttestationDraftId };
    expect(await refusalOf(() => sign(unknown))).toBe('DRAFT_UNKNOWN');
    expect(await refusalOf(() => sign({ id: 'no id' as AttestationDraftId }))).toBe('DRAFT_UNKNOWN');
    const made = await approved();
    const stranger = await at.current.organization('strangers');
    expect(await refusalOf(() => sign(made, stranger))).toBe('DRAFT_UNKNOWN');
    expect(await refusalOf(() => approve(made, stranger))).toBe('DRAFT_UNKNOWN');
    expect(await refusalOf(() => at.current.useCases.downloadReport.run(stranger, made.id))).toBe('DRAFT_UNKNOWN');
  });

  it('when it is older than a week', async () => {
    const made = await approved();
    at.current.ports.clock.advance(7 * DAY);
    expect(await refusalOf(() => sign(made))).toBe('DRAFT_EXPIRED');
    expect(await refusalOf(() => approve(made))).toBe('DRAFT_EXPIRED');
  });

  it('when what it says has fallen since', async () => {
    const made = await approved();
    at.current.ports.clock.advance(MINUTE);
    await at.current.useCases.retireTrustRule.run(ada, 'pipeline');
    await at.current.settle();
    expect(await refusalOf(() => sign(made))).toBe('DRAFT_OUTDATED');
    expect((await attested()).items).toEqual([]);
  });

  it('when the release consists of something else by now', async () => {
    const made = await approved();
    at.current.ports.clock.advance(MINUTE);
    await submit(
      at.current,
      ada,
      manifest([artifact('app'), artifact('second')], { issuedAt: at.current.ports.clock.now() }),
    );
    await at.current.settle();
    expect(await refusalOf(() => sign(made))).toBe('DRAFT_OUTDATED');
  });

  it('by whoever may only read', async () => {
    const made = await approved();
    const reader = await at.current.colleague(ada, 'Rea', { permissions: ['report:read'] });
    const codes = [() => draft(reader), () => approve(made, reader), () => sign(made, reader)].map(refusalOf);
    expect(await Promise.all(codes)).toEqual(Array(3).fill('PERMISSION_MISSING'));
    expect(await refusalOf(() => at.current.useCases.askTwoPeople.run(reader, true))).toBe('PERMISSION_MISSING');
  });
});

describe('an approval', () => {
  it('binds to the report that was read, and to no other', async () => {
    const [one, other] = [await draft(), await draftAfterNews()];
    expect(other.report).not.toBe(one.report);
    expect(await refusalOf(() => approve({ id: other.id, report: one.report }))).toBe('REPORT_DIFFERS');
    expect(await refusalOf(() => sign(other))).toBe('APPROVAL_MISSING');
    await approve(one);
    expect(await refusalOf(() => sign(other))).toBe('APPROVAL_MISSING');
  });

  it('is a person’s, not a machine’s', async () => {
    const machine = await at.current.colleague(ada, 'ci', { principalKind: 'machine' });
    const made = await draft(machine);
    expect(await refusalOf(() => approve(made, machine))).toBe('PERSON_NEEDED');
    await approve(made);
    expect((await sign(made, machine)).signedBy).toBe(machine.principal);
  });

  it('given twice is one', async () => {
    const made = await draft();
    const first = await approve(made);
    at.current.ports.clock.advance(MINUTE);
    expect(await approve(made)).toEqual(first);
  });
});

describe('an organization that asks for two people', () => {
  it('has what one drafted approved by somebody else', async () => {
    await askTwo();
    const bob = await at.current.colleague(ada, 'Bob');
    const made = await draft();
    expect(await refusalOf(() => approve(made))).toBe('FOUR_EYES');
    expect(await refusalOf(() => sign(made))).toBe('APPROVAL_MISSING');
    expect(await approve(made, bob)).toMatchObject({
      approvedBy: bob.principal,
      author: ada.principal,
      twoPeople: true,
    });
    expect((await sign(made)).draft).toBe(made.id);
  });

  it('does not take one person for two: neither by a second token, nor by a machine that drafts', async () => {
    await askTwo();
    const again = await at.current.colleague(ada, ada.name);
    const machine = await at.current.colleague(ada, 'ci', { principalKind: 'machine' });
    expect(await refusalOf(async () => approve(await draft(), again))).toBe('FOUR_EYES');
    expect(await refusalOf(async () => approve(await draft(machine), ada))).toBe('FOUR_EYES');
  });

  it('does not sign on an approval that an author gave before it asked', async () => {
    const made = await approved();
    await askTwo();
    expect(await refusalOf(() => sign(made))).toBe('APPROVAL_MISSING');
    await approve(made, await at.current.colleague(ada, 'Bob'));
    expect((await sign(made)).draft).toBe(made.id);
  });

  it('lets nobody do it all at once', async () => {
    await askTwo();
    const { issueAttestation } = at.current.useCases;
    expect(await refusalOf(() => issueAttestation.run(ada, ORDER))).toBe('TWO_PEOPLE_NEEDED');
    const { items } = await look(({ drafts }) => drafts.list({ first: 10 }, {}));
    expect(items).toEqual([]);
    await askTwo(false);
    expect(await refusalOf(() => issueAttestation.run(ada, ORDER))).toBe('none');
  });

  it('says so on record, once for each change', async () => {
    await askTwo();
    await askTwo();
    await askTwo(false);
    const { items } = await look(({ audit }) => audit.list({ first: 100 }));
    const told = items.map(({ node }) => node.action).filter((action) => action.startsWith('organization.two'));
    expect(told).toEqual(['organization.two-person-signing-asked', 'organization.two-person-signing-dropped']);
  });
});

describe('a crash after the signature', () => {
  /** The transaction that would keep the attestation never comes to its end. */
  function dyingAtTheEnd(): UnitOfWork {
    const { unitOfWork } = at.current.ports;
    return {
      run: (organization, work) =>
        unitOfWork.run(organization, (stores) => {
          const keep = () => Promise.reject(new Error('the power went'));
          const attestations = Object.assign(Object.create(stores.attestations) as Stores['attestations'], { keep });
          return work({ ...stores, attestations });
        }),
    };
  }

  it('loses nothing: the job that was left behind keeps the attestation with the signature that there is', async () => {
    const made = await approved();
    const dying = at.current.with({ unitOfWork: dyingAtTheEnd() });
    await expect(dying.signDraft.run(ada, made.id)).rejects.toThrow('the power went');
    const signature = await look(async ({ drafts }) => (await drafts.signatures([made.id])).get(made.id));
    expect(signature).toMatchObject({ signedBy: ada.principal, report: made.report });
    expect((await attested()).items).toEqual([]);
    await at.current.settle();
    const { items } = await attested();
    expect(items.map(({ node }) => node.digest)).toEqual([signature?.digest]);
    expect((await sign(made)).digest).toBe(signature?.digest);
    expect(await kept(signature?.digest)).toBe(1);
  });

  it('with the job lost too, whoever signs again gets the attestation with the signature that there is', async () => {
    const made = await approved();
    const dying = at.current.with({ unitOfWork: dyingAtTheEnd() });
    await expect(dying.signDraft.run(ada, made.id)).rejects.toThrow('the power went');
    await at.current.jobs();
    const signature = await look(async ({ drafts }) => (await drafts.signatures([made.id])).get(made.id));
    at.current.ports.clock.advance(30 * DAY);
    expect((await sign(made)).digest).toBe(signature?.digest);
  });

  it('is found by the relay, which asks for what is missing until it is there', async () => {
    const made = await approved();
    const dying = at.current.with({ unitOfWork: dyingAtTheEnd() });
    await expect(dying.signDraft.run(ada, made.id)).rejects.toThrow('the power went');
    const job = { name: 'finish-attestation', organization: ada.organization, draft: made.id };
    const overdue = async () =>
      (await at.current.ports.outbox.overdue(0, 100)).filter(
        ({ name, organization }) => name === 'finish-attestation' && organization === ada.organization,
      );
    expect(await overdue()).toEqual([]); // it still waits in the outbox
    await at.current.jobs();
    expect(await overdue()).toEqual([job]);
    await at.current.useCases.finishAttestation.run({ organization: ada.organization, draft: made.id });
    expect(await overdue()).toEqual([]);
  });

  async function kept(digest: Digest | undefined): Promise<number> {
    const { items } = await look(({ audit }) => audit.list({ first: 100 }));
    return items.filter(({ node }) => node.action === 'attestation.kept' && node.target === digest).length;
  }
});

async function draftAfterNews(): Promise<DraftRecord> {
  at.current.ports.clock.advance(MINUTE);
  await submit(at.current, ada, signature('app', 'stranger'));
  await at.current.settle();
  return draft();
}
