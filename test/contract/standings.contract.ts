import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Publications, ReleaseId, Stores, UnitOfWork } from '#application';
import type { Digest } from '#kernel';

import { seedFullTenant, type FullTenant } from '../support/full-tenant.js';
import { buildDigest, minute } from '../support/records.js';
import { buildFall, buildKey, buildRecipient } from '../support/standing-records.js';
import { walk } from '../support/walk.js';

interface Opened {
  readonly unitOfWork: UnitOfWork;
  readonly publications: Publications;
}

/** What the stores owe whoever watches attestations, hands them over, and asks for their status. */
export function standingsContract(name: string, open: () => Promise<Opened>): void {
  describe(`what becomes of attestations in ${name}`, () => {
    let opened: Opened;
    let tenant: FullTenant;
    let attestation: Digest;
    let release: ReleaseId;
    const run = <T>(work: (stores: Stores) => Promise<T>) => opened.unitOfWork.run(tenant.id, work);
    const noted = () => run(async ({ standings }) => (await standings.byAttestations([attestation])).get(attestation)!);

    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(async () => {
      tenant = await seedFullTenant(opened.unitOfWork);
      release = tenant.release.id;
      attestation = buildDigest(`bundle of ${release}`);
    });

    it('is noted event after event, each of them once, and none is lost when two come at once', async () => {
      const before = await noted();
      const [one, other] = [buildFall(before, 'One.'), buildFall(before, 'Other.')];
      const advanced = await Promise.all(
        [one, other].map((event) => run(({ standings }) => standings.advance(event, minute(60)))),
      );
      expect(advanced.toSorted()).toEqual([false, true]);
      const winner = advanced[0] === true ? one : other;
      const { state, since, affected } = winner;
      expect(await noted()).toEqual({ ...before, events: 2, state, since, affected, nextChange: minute(60) });
      const events = await walk((page) => run(({ standings }) => standings.events(attestation, page)), 1);
      expect(events.map(({ number }) => number)).toEqual([1, 2]);
      expect(events[1]).toEqual(winner);
    });

    it('is watched until it is final', async () => {
      const before = await noted();
      expect(await run(({ standings }) => standings.watched(release))).toEqual([before]);
      expect(await run(({ standings }) => standings.watched(release, attestation))).toEqual([]);
      expect(await run(({ standings }) => standings.isWatched(release))).toBe(true);
      const final = { state: 'withdrawn', affected: [], withdrawal: buildDigest('withdrawal') } as const;
      await run(({ standings }) => standings.advance({ ...buildFall(before), ...final }));
      expect(await run(({ standings }) => standings.watched(release))).toEqual([]);
      expect(await run(({ standings }) => standings.isWatched(release))).toBe(false);
      expect(await noted()).not.toHaveProperty('nextChange');
    });

    it('foretells another change without an event, unless one was noted since', async () => {
      const before = await noted();
      await run(({ standings }) => standings.foresee(before, minute(40)));
      expect(await noted()).toEqual({ ...before, nextChange: minute(40) });
      await run(({ standings }) => standings.foresee({ attestation, events: 7 }, minute(41)));
      expect(await noted()).toEqual({ ...before, nextChange: minute(40) });
    });

    it('is found by its state, and where that may be over by now', async () => {
      const inState = (state: 'standing' | 'affected', at = minute(10)) =>
        run(async ({ standings }) =>
          (await walk((page) => standings.inState(state, at, page), 1)).map((each) => each.attestation),
        );
      expect([await inState('standing'), await inState('affected')]).toEqual([[attestation], []]);
      expect(await inState('affected', minute(50))).toEqual([attestation]);
    });

    it('remembers recipients in the order of handing over', async () => {
      const more = [buildRecipient(tenant, attestation), buildRecipient(tenant, attestation)];
      for (const recipient of more) await run(({ recipients }) => recipients.add(recipient));
      const known = await walk((page) => run(({ recipients }) => recipients.list(attestation, page)), 2);
      expect(known.slice(1)).toEqual(more);
      expect(await run(({ recipients }) => recipients.list(buildDigest('other'), { first: 1 }))).toMatchObject({
        items: [],
      });
    });

    it('is public once it was handed over, with the status that was signed last, and not before', async () => {
      expect(await opened.publications.find(attestation)).toEqual({ organization: tenant.id, attestation });
      expect(await opened.publications.find(buildDigest('unknown'))).toBeUndefined();
      expect(await run(({ recipients }) => recipients.published(buildDigest('unknown')))).toBeUndefined();
      expect(await run(({ recipients }) => recipients.published(attestation))).toEqual({ publishedAt: minute(8) });
      const status = { digest: buildDigest('status'), issuedAt: minute(9), validUntil: minute(10), events: 1 };
      await run(({ recipients }) => recipients.keepStatus(attestation, status));
      await run(({ recipients }) => recipients.publish(attestation, minute(20), []));
      expect(await run(({ recipients }) => recipients.published(attestation))).toEqual({
        publishedAt: minute(8),
        status,
      });
    });

    it('shows each key that signs once, since the first time, page by page', async () => {
      const [own, more] = [buildKey(tenant.id), buildKey(`more of ${tenant.id}`)];
      await run(({ recipients }) => recipients.publish(attestation, minute(9), [{ ...own, since: minute(30) }, more]));
      const shown = [];
      for (let page = await opened.publications.keys(1); page.length > 0;) {
        shown.push(...page);
        page = await opened.publications.keys(1, page[0]?.fingerprint);
      }
      expect(shown).toEqual(expect.arrayContaining([own, more]));
      expect(new Set(shown.map(({ fingerprint }) => fingerprint)).size).toBe(shown.length);
    });
  });
}
