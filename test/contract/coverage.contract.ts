import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { CoverageMoment, ReleaseRecord, Stores, UnitOfWork } from '#application';
import type { Status } from '#compliance';
import type { Instant } from '#kernel';

import {
  buildAssessment,
  buildConclusion,
  buildEvidence,
  buildFact,
  buildManifest,
  buildRelease,
  buildResult,
  FRAMEWORK,
  minute,
  seedRelease,
  seedTenant,
  type Tenant,
} from '../support/records.js';

/** What is shown of how releases stand, true and known at a moment. */
export function coverageContract(name: string, open: () => Promise<UnitOfWork>): void {
  describe(`coverage in ${name}`, () => {
    let unitOfWork: UnitOfWork;
    let tenant: Tenant;
    const run = <T>(work: (stores: Stores) => Promise<T>) => unitOfWork.run(tenant.id, work);

    beforeAll(async () => {
      unitOfWork = await open();
    });
    beforeEach(async () => {
      tenant = await seedTenant(unitOfWork);
    });

    /** Control, status, and since when and until when. */
    const linesOf = async (stores: Stores, releases: readonly ReleaseRecord[], at: CoverageMoment) => {
      const cells = await stores.assessments.coverage(
        releases.map(({ id }) => id),
        at,
      );
      return cells.map(({ control, status, from, until }) => [control, status, from, until]);
    };
    const known = (stores: Stores, release: ReleaseRecord, knownAt: Instant) =>
      linesOf(stores, [release], moment(10, knownAt));

    it('shows of each cell the segment that holds the moment, with all that the assessment says of it', async () => {
      await run(async (stores) => {
        const { release } = await seedRelease(stores);
        const record = buildAssessment(release);
        await stores.assessments.keep(record);
        const [first] = await stores.assessments.coverage([release.id], moment(10));
        const { machine, human, teamControlled, status, reason } = record.assessment.results[0]!.segments[0]!;
        expect(first).toEqual({
          ...{ release: release.id, control: 'A.1', grade: 'A', cap: 'satisfied', populationSource: 'declared' },
          ...{ machine, human, teamControlled, status, reason, until: minute(60) },
        });
        expect(await linesOf(stores, [release], moment(60, minute(10)))).toEqual([
          ['A.1', 'STALE', minute(60), undefined],
          ['B.2', 'STALE', minute(60), undefined],
        ]);
      });
    });

    it('keeps frameworks apart', async () => {
      await run(async (stores) => {
        const { release } = await seedRelease(stores);
        const other = buildAssessment(release, {
          framework: 'slsa-1.2',
          results: [buildResult('Build L1', 'MISSING')],
        });
        for (const record of [buildAssessment(release), other]) await stores.assessments.keep(record);
        const shown = await linesOf(stores, [release], { ...moment(10), framework: 'slsa-1.2' });
        expect(shown).toEqual([['Build L1', 'MISSING', undefined, minute(60)]]);
        expect(await linesOf(stores, [release], moment(10))).toHaveLength(2);
        const current = await stores.assessments.current([release.id], { framework: 'slsa-1.2' });
        expect(current.get(release.id)).toEqual(other);
      });
    });

    it('says of a past moment what was known then, whatever became known since', async () => {
      await run(async (stores) => {
        const { release } = await seedRelease(stores);
        const judge = (at: number, ...statuses: readonly Status[]) => {
          const results = statuses.map((status, index) => buildResult(['A.1', 'B.2'][index]!, status));
          return stores.assessments.keep(buildAssessment(release, { asOf: minute(at), results }));
        };
        await judge(5, 'EVIDENCED', 'EVIDENCED');
        await judge(7, 'EVIDENCED', 'FAILED');
        expect(await known(stores, release, minute(4))).toEqual([]);
        const lines = async (at: number) => (await known(stores, release, minute(at))).map(([, status]) => status);
        expect(await lines(5)).toEqual(['EVIDENCED', 'EVIDENCED']);
        expect(await lines(6)).toEqual(['EVIDENCED', 'EVIDENCED']);
        expect(await lines(7)).toEqual(['EVIDENCED', 'FAILED']);
        expect(await lines(50)).toEqual(['EVIDENCED', 'FAILED']);
        for (const at of [5, 6, 7, 50]) {
          const by = { framework: FRAMEWORK, knownAt: minute(at) };
          const then = (await stores.assessments.current([release.id], by)).get(release.id);
          expect(then?.assessment.asOf).toBe(minute(at < 7 ? 5 : 7));
          expect(await stores.assessments.inputAt(release.id, by)).toBe(then?.input);
        }
      });
    });

    it('shows the later word alone where two assessments know of the same moment', async () => {
      await run(async (stores) => {
        const { release } = await seedRelease(stores);
        for (const status of ['FAILED', 'MISSING', 'FAILED', 'PARTIAL'] as const) {
          const results = [buildResult('A.1', status)];
          await stores.assessments.keep(buildAssessment(release, { seed: `${status} ${Math.random()}`, results }));
        }
        expect((await known(stores, release, minute(5))).map(([, status]) => status)).toEqual(['PARTIAL']);
        expect((await known(stores, release, minute(50))).map(([, status]) => status)).toEqual(['PARTIAL']);
      });
    });

    it('does not change for an assessment of a past moment', async () => {
      await run(async (stores) => {
        const { release } = await seedRelease(stores);
        await stores.assessments.keep(buildAssessment(release));
        const results = [buildResult('A.1', 'FAILED')];
        await stores.assessments.keep(buildAssessment(release, { asOf: minute(4), knownAt: minute(9), results }));
        expect((await known(stores, release, minute(50))).map(([, status]) => status)).toEqual([
          'EVIDENCED',
          'EVIDENCED',
        ]);
      });
    });

    it('knows the release of each product that was created last by then', async () => {
      await run(async (stores) => {
        const { product, release } = await seedRelease(stores);
        const { product: other, release: alone } = await seedRelease(stores);
        const later = { ...buildRelease(product, '0.9.0'), createdAt: minute(8) };
        await stores.releases.create(later);
        const newest = (at: number) => stores.releases.newest([product.id, other.id], minute(at));
        expect([...(await newest(7)).values()].map(({ id }) => id).sort()).toEqual([release.id, alone.id]);
        expect((await newest(8)).get(product.id)).toEqual(later);
        expect((await stores.releases.newest([product.id], minute(-1))).size).toBe(0);
      });
    });

    it('counts the releases of a period by control and status', async () => {
      await run(async (stores) => {
        const { product, release } = await seedRelease(stores);
        const made = [1, 2, 3].map((at) => ({ ...buildRelease(product, `1.${at}`), createdAt: minute(at) }));
        for (const each of made) await stores.releases.create(each);
        for (const each of [release, ...made.slice(0, 2)]) await stores.assessments.keep(buildAssessment(each));
        const failed = [buildResult('A.1', 'FAILED'), buildResult('B.2')];
        await stores.assessments.keep(buildAssessment(made[2]!, { results: failed }));
        const tally = (from: number, until: number, at = moment(10)) =>
          stores.assessments.tally(product.id, { from: minute(from), until: minute(until) }, at);
        expect(await tally(1, 4)).toEqual([
          { control: 'A.1', status: 'EVIDENCED', releases: 2 },
          { control: 'A.1', status: 'FAILED', releases: 1 },
          { control: 'B.2', status: 'EVIDENCED', releases: 3 },
        ]);
        expect((await tally(1, 3)).map(({ releases }) => releases)).toEqual([2, 2]);
        expect(await tally(4, 9)).toEqual([]);
        expect(await tally(1, 4, moment(10, minute(2)))).toEqual([]);
      });
    });

    it('names the releases of a period, oldest first, with what they bring along', async () => {
      await run(async (stores) => {
        const { product, release } = await seedRelease(stores);
        const [later, bare] = [2, 3].map((at) => ({ ...buildRelease(product, `1.${at}`), createdAt: minute(at) }));
        for (const each of [bare!, later!]) await stores.releases.create(each);
        await stores.assessments.keep(buildAssessment(later!));
        const item = buildEvidence(tenant);
        await stores.evidence.add([item]);
        await stores.releases.keepManifest(later!.id, buildManifest(item));
        const read = (knownAt = minute(10), limit = 10) =>
          stores.assessments.inPeriod(
            product.id,
            { from: minute(0), until: minute(9), limit },
            { ...moment(10), knownAt },
          );
        const judged = { artifacts: 1, slsaBuildLevel: 3 };
        expect(await read()).toEqual([
          { version: release.version, createdAt: minute(0), evidence: false },
          { version: '1.2', createdAt: minute(2), evidence: true, judged },
          { version: '1.3', createdAt: minute(3), evidence: false },
        ]);
        expect(await read(minute(0))).toEqual([{ version: release.version, createdAt: minute(0), evidence: false }]);
        expect((await read(minute(2)))[1]).not.toHaveProperty('judged');
        expect(await read(minute(10), 1)).toHaveLength(1);
      });
    });

    it.each(['by digest', 'by name'] as const)('counts as evidence about a release what names it %s', async (how) => {
      await run(async (stores) => {
        const { product, release } = await seedRelease(stores);
        const item = buildEvidence(tenant);
        await stores.evidence.add([item]);
        const anchor =
          how === 'by name'
            ? ({ kind: 'release', product: product.slug, release: release.version } as const)
            : ({ kind: 'digests', digests: item.subjects } as const);
        await stores.evidence.conclude([buildConclusion(item, { facts: [buildFact(item.digest, anchor)] })], minute(3));
        if (how === 'by digest') await stores.releases.noteRevisions(release.id, item.subjects);
        const period = { from: minute(0), until: minute(9), limit: 1 };
        expect((await stores.assessments.inPeriod(product.id, period, moment(10)))[0]?.evidence).toBe(true);
        expect((await stores.assessments.inPeriod(product.id, period, moment(10, minute(0))))[0]?.evidence).toBe(false);
      });
    });
  });
}

function moment(asOf: number, knownAt: Instant = minute(asOf)): CoverageMoment {
  return { framework: FRAMEWORK, asOf: minute(asOf), knownAt };
}
