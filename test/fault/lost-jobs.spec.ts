import { describe, expect, it } from '@jest/globals';

import type { Actor, Job, JobName } from '#application';
import { segmentAt } from '#compliance';
import { addSeconds, canonicalDigest, digestOf, toUtf8 } from '#kernel';

import { answer } from '../support/answer-job.js';
import { withDatabase } from '../support/postgres.js';
import { FRAMEWORK } from '../support/records.js';
import { ForgetfulDoorbell } from './forgetful-doorbell.js';
import { faultWorld } from './supply.js';
import { tenantAtWork, type TenantAtWork } from './tenant-at-work.js';

const db = withDatabase();
const world = faultWorld();
const [PRODUCT] = world.products;

/** An organization at work whose queue can lose what it was given. */
interface Firm extends TenantAtWork {
  readonly doorbell: ForgetfulDoorbell;
}

/** With one product of the sample world, everything about it verified and evaluated. */
async function withFirm<T>(work: (firm: Firm) => Promise<T>): Promise<T> {
  const tenant = await tenantAtWork(db.current.database, world.organization.slug);
  const firm: Firm = { ...tenant, doorbell: new ForgetfulDoorbell() };
  await firm.doorbell.listen((job) => answer(tenant.useCases, job));
  try {
    await stock(firm);
    await settle(firm);
    return await work(firm);
  } finally {
    await firm.doorbell.close(1_000);
    await tenant.close();
    // What the sample states is about one organization: the next firm of a test is that one again.
    await db.current.query("UPDATE organization SET slug = 'former-' || id WHERE slug = $1", [world.organization.slug]);
  }
}

async function stock({ useCases, actor }: Firm): Promise<void> {
  await useCases.addTrustRoot.run(actor, world.trustRoot);
  for (const rule of world.trustRules) await useCases.putTrustRule.run(actor, rule);
  if (PRODUCT === undefined) return;
  await useCases.createProduct.run(actor, PRODUCT);
  for (const { version, evidence } of PRODUCT.releases) {
    await useCases.createRelease.run(actor, { product: PRODUCT.slug, version });
    await useCases.receiveEvidence.run(
      actor,
      evidence.map(({ bytes, name }) => ({ bytes, origin: name })),
    );
  }
}

/** Carries what waits to the queue and has it answered, until nothing waits. */
async function settle({ doorbell }: Firm): Promise<void> {
  do await doorbell.settled();
  while ((await db.current.database.relay.drain(1_000, (jobs) => doorbell.ring(jobs))) > 0);
}

/** What a reconciler would ring for by now. */
async function overdue(actor: Actor): Promise<readonly Job[]> {
  const jobs = await db.current.database.relay.overdue(0, 1_000);
  return jobs.filter(({ organization }) => organization === actor.organization);
}

async function reconcile(firm: Firm): Promise<readonly JobName[]> {
  const jobs = await overdue(firm.actor);
  await firm.doorbell.ring(jobs.map((job) => ({ id: `r-${canonicalDigest(job)}`, job })));
  await settle(firm);
  return [...new Set(jobs.map(({ name }) => name))];
}

/** A mark of the very millisecond in which its evaluation began is answered once more; then nothing may be left. */
async function leftOver(firm: Firm): Promise<readonly Job[]> {
  if ((await overdue(firm.actor)).length > 0) await reconcile(firm);
  return overdue(firm.actor);
}

/** What is believed of each item and how every control of every release stands. */
function stateOf({ useCases, actor }: Firm) {
  return useCases.read.run(actor, 'evidence:read', async ({ evidence, releases, assessments }) => {
    const { items } = await evidence.list({ first: 100 }, {});
    const named = (await releases.list({ first: 100 }, {})).items.map(({ node }) => node);
    const current = await assessments.current(
      named.map(({ id }) => id),
      { framework: FRAMEWORK },
    );
    return {
      outcomes: items.map(({ node }) => `${node.kind} ${node.state} ${node.verdict?.outcome ?? 'unjudged'}`).sort(),
      controls: named.map(({ id, version }) => {
        const assessment = current.get(id)?.assessment;
        const lines = assessment?.results.map((result) => {
          return `${result.control} ${segmentAt(result, assessment.asOf).status}`;
        });
        return { version, lines: lines ?? [] };
      }),
    };
  });
}

const UPHEAVALS: Readonly<
  Record<string, { readonly lost: JobName; readonly found: JobName; cause(firm: Firm): Promise<unknown> }>
> = {
  'a change of trust': {
    lost: 'reverify-organization',
    found: 'reverify-organization',
    cause: async ({ useCases, actor }) => {
      for (const { id } of world.trustRules) await useCases.retireTrustRule.run(actor, id);
    },
  },
  'a decision about the whole organization': {
    lost: 'evaluate-scope',
    found: 'reevaluate-release',
    cause: async (firm) => firm.useCases.stateDecision.run(firm.actor, await statement(firm)),
  },
  'a decision about one product': {
    lost: 'evaluate-scope',
    found: 'reevaluate-release',
    cause: async (firm) => {
      const decision = { ...(await statement(firm)), product: PRODUCT?.slug ?? '' };
      return firm.useCases.stateDecision.run(firm.actor, decision);
    },
  },
};

async function statement({ useCases, actor }: Firm) {
  const now = useCases.clock.now();
  const owner = { principal: { kind: 'person', name: 'Owner' }, permissions: ['evidence:read'], days: 1 } as const;
  const { record } = await useCases.issueToken.run(actor, owner);
  return {
    kind: 'human-evidence',
    controls: ['PO.2.1', 'PO.2.3'],
    statement: 'Roles are assigned and management is committed.',
    document: { name: 'roles.pdf', digest: digestOf(toUtf8('roles')) },
    collected: addSeconds(now, -7_200),
    statedBy: record.principal,
    validFrom: addSeconds(now, -3_600),
    validUntil: addSeconds(now, 30 * 86_400),
  } as const;
}

describe.each(Object.entries(UPHEAVALS))('%s whose jobs the queue lost', (_, { lost, found, cause }) => {
  it('comes to the same state as one whose jobs were answered, by what is overdue in the database', async () => {
    const expected = await withFirm(async (firm) => {
      const before = await stateOf(firm);
      await cause(firm);
      await settle(firm);
      const after = await stateOf(firm);
      expect(after).not.toEqual(before);
      expect(await leftOver(firm)).toEqual([]);
      return after;
    });
    await withFirm(async (firm) => {
      firm.doorbell.loseNext(lost);
      await cause(firm);
      await settle(firm);
      expect(firm.doorbell.lost.map(({ name }) => name)).toContain(lost);
      expect((await stateOf(firm)).controls).not.toEqual(expected.controls);
      expect(await reconcile(firm)).toContain(found);
      expect(await stateOf(firm)).toEqual(expected);
      expect(await leftOver(firm)).toEqual([]);
    });
  });
});
