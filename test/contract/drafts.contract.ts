import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type {
  AssessmentRecord,
  AttestationDraftId,
  AttestationRecord,
  PrincipalId,
  Stores,
  UnitOfWork,
} from '#application';

import { AppError } from '#kernel';

import {
  buildAssessment,
  buildAttestation,
  buildDigest,
  buildDraft,
  buildId,
  keepAttestation,
  minute,
  seedRelease,
  seedTenant,
  type Tenant,
} from '../support/records.js';

/** What the stores owe whoever drafts, approves and signs. */
export function draftsContract(name: string, open: () => Promise<UnitOfWork>): void {
  describe(`drafts in ${name}`, () => {
    let unitOfWork: UnitOfWork;
    let tenant: Tenant;
    let assessment: AssessmentRecord;
    const run = <T>(work: (stores: Stores) => Promise<T>) => unitOfWork.run(tenant.id, work);

    beforeAll(async () => {
      unitOfWork = await open();
    });
    beforeEach(async () => {
      tenant = await seedTenant(unitOfWork);
      assessment = await run(async (stores) => {
        const kept = buildAssessment((await seedRelease(stores)).release);
        await stores.assessments.keep(kept);
        return kept;
      });
    });

    const person = async (): Promise<PrincipalId> => {
      const id = buildId<PrincipalId>();
      await run(({ organizations }) => organizations.addPrincipal({ id, kind: 'person', name: `p ${id}` }));
      return id;
    };

    it('are kept as they were made, and listed in the order of drafting', async () => {
      const [first, second] = [buildDraft(tenant, assessment), buildDraft(tenant, assessment)];
      await run(async ({ drafts }) => {
        await drafts.add(second.draft);
        await drafts.add(first.draft);
      });
      const list = await run(({ drafts }) => drafts.list({ first: 10 }, { release: assessment.release }));
      expect(list.items.map(({ node }) => node)).toEqual([first.draft, second.draft]);
      const page = await run(({ drafts }) => drafts.list({ first: 1, after: list.items[0]!.cursor }, {}));
      expect(page.items.map(({ node }) => node)).toEqual([second.draft]);
      const ids = [first.draft.id, 'no id' as AttestationDraftId];
      expect(await run(({ drafts }) => drafts.byIds(ids))).toEqual(new Map([[first.draft.id, first.draft]]));
    });

    it('are approved by each person once', async () => {
      const { draft, approval } = buildDraft(tenant, assessment);
      const second = { ...approval, approvedBy: await person(), twoPeople: true, approvedAt: minute(6) };
      await run(async ({ drafts }) => {
        await drafts.add(draft);
        expect(await drafts.approve(second)).toBe('approved');
        expect([await drafts.approve(approval), await drafts.approve(approval)]).toEqual(['approved', 'known']);
        expect(await drafts.approvals([draft.id])).toEqual(new Map([[draft.id, [approval, second]]]));
      });
    });

    it('are signed once: the first signature is the one that is kept', async () => {
      const { draft, approval, signature } = buildDraft(tenant, assessment);
      await run(async ({ drafts }) => {
        await drafts.add(draft);
        await drafts.approve(approval);
        const certified = without(signature, 'publicKey');
        expect(await drafts.sign(certified)).toEqual(certified);
        expect(await drafts.sign({ ...signature, digest: buildDigest('another bundle') })).toEqual(certified);
        expect(await drafts.signatures([draft.id])).toEqual(new Map([[draft.id, certified]]));
      });
    });

    it('lead to their attestation', async () => {
      const made = buildDraft(tenant, assessment);
      const record = await run((stores) => keepAttestation(stores, made));
      expect(record).toEqual(buildAttestation(made));
      expect(await run(({ attestations }) => attestations.byDrafts([made.draft.id]))).toEqual(
        new Map([[made.draft.id, record]]),
      );
      const successor = buildDraft(tenant, assessment);
      const draft = { ...successor.draft, supersedes: record.digest };
      const next = await run((stores) => keepAttestation(stores, { ...successor, draft }));
      expect((await run(({ drafts }) => drafts.byIds([draft.id]))).get(draft.id)).toEqual(draft);
      expect(next).not.toHaveProperty('supersedes');
      const other = buildDraft(tenant, assessment);
      const named = { ...buildAttestation(other), supersedes: record.digest };
      await run(async ({ drafts, attestations }) => {
        await drafts.add(other.draft);
        await drafts.approve(other.approval);
        await drafts.sign(other.signature);
        expect(await attestations.keep(named)).toBe('kept');
        expect(await attestations.byDigest(named.digest)).toEqual(named);
      });
    });

    it.each<[string, (made: ReturnType<typeof buildDraft>, other: PrincipalId) => Partial<typeof made>, string]>([
      [
        'approved with another report than its own',
        ({ approval }) => ({ approval: { ...approval, report: buildDigest('another report') } }),
        'attestation_approval_draft',
      ],
      [
        'approved as the work of another author',
        ({ approval }, author) => ({ approval: { ...approval, author } }),
        'attestation_approval_draft',
      ],
      [
        'approved by its author where two people are asked for',
        ({ approval }) => ({ approval: { ...approval, twoPeople: true } }),
        'attestation_approval_two_people',
      ],
      [
        'signed on an approval that nobody gave',
        ({ signature }, approvedBy) => ({ signature: { ...signature, approvedBy } }),
        'attestation_signature_approval',
      ],
      [
        'signed with another report than was approved',
        ({ signature }) => ({ signature: { ...signature, report: buildDigest('another report') } }),
        'attestation_signature_approval',
      ],
    ])('are never %s', async (_, change, constraint) => {
      const made = buildDraft(tenant, assessment);
      const changed = { ...made, ...change(made, await person()) };
      expect(await heldBy(run((stores) => keepAttestation(stores, changed)))).toBe(constraint);
    });

    it('are not skipped: there is no attestation without a draft, nor with another signature', async () => {
      const made = buildDraft(tenant, assessment);
      const undrafted = without(buildAttestation(made), 'draft', 'report');
      const keep = (record: AttestationRecord) => heldBy(run(({ attestations }) => attestations.keep(record)));
      expect(await keep(undrafted)).toBe('attestation_drafted');
      expect(await keep(buildAttestation(made))).toBe('attestation_signature_fk');
      await run(async ({ drafts }) => {
        await drafts.add(made.draft);
        await drafts.approve(made.approval);
        await drafts.sign(made.signature);
      });
      const otherwise = { ...buildAttestation(made), digest: buildDigest('another bundle') };
      expect(await keep(otherwise)).toBe('attestation_signature_fk');
    });

    it('are stated over, once signed, oldest first', async () => {
      const { digest: attestation } = await run((stores) => keepAttestation(stores, buildDraft(tenant, assessment)));
      const [late, early] = [minute(9), minute(8)].map((signedOn) => ({
        ...{ digest: buildDigest(`${attestation} ${signedOn}`), attestation, name: 'Ada', title: 'CEO' },
        ...{ authority: 'sole director', statedBy: tenant.principal, signedOn, keyFingerprint: 'ab'.repeat(32) },
      }));
      await run(async ({ attestations }) => {
        for (const each of [late!, early!, late!]) await attestations.keepStatement(each);
        expect(await attestations.statementsOver([attestation, buildDigest('nothing')])).toEqual(
          new Map([[attestation, [early, late]]]),
        );
      });
    });

    it('take two people from the moment at which the organization asks for them', async () => {
      const asked = () => run(async ({ organizations }) => (await organizations.current())?.twoPersonSigning);
      expect(await asked()).toBe(false);
      await run(({ organizations }) => organizations.askTwoPeopleToSign(true));
      expect(await asked()).toBe(true);
      await run(({ organizations }) => organizations.askTwoPeopleToSign(false));
      expect(await asked()).toBe(false);
    });
  });
}

function without<T extends object, K extends keyof T>(record: T, ...keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;
}

/** The constraint of the database that held, or `none`. */
async function heldBy(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const refused = error instanceof AppError ? error.cause : error;
  return (refused as { constraint?: string } | undefined)?.constraint ?? 'none';
}
