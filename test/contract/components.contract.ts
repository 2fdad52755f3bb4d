import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { EvidenceId, NewEvidence, Stores, UnitOfWork } from '#application';
import type { SubjectDigest } from '#kernel';

import {
  buildConclusion,
  buildDigest,
  buildEvidence,
  buildFelled,
  minute,
  seedTenant,
  type Tenant,
} from '../support/records.js';

/** What the stores owe whoever joins components of SBOMs to evidence of their own. */
export function componentsContract(name: string, open: () => Promise<UnitOfWork>): void {
  describe(`components of SBOMs in ${name}`, () => {
    let unitOfWork: UnitOfWork;
    let tenant: Tenant;
    const run = <T>(work: (stores: Stores) => Promise<T>) => unitOfWork.run(tenant.id, work);

    beforeAll(async () => {
      unitOfWork = await open();
    });
    beforeEach(async () => {
      tenant = await seedTenant(unitOfWork);
    });

    /** A verified SBOM that lists each of these components; each is given by its digests. */
    const keepSbom = async (...components: readonly (readonly SubjectDigest[])[]): Promise<NewEvidence> => {
      const item = buildEvidence(tenant, { kind: 'sbom' });
      const listed = components.map((digests, index) => ({ digests, times: index + 1 }));
      await run(async ({ evidence }) => {
        await evidence.add([item]);
        await evidence.conclude(
          [buildConclusion(item, { sbom: { sbom: item.digest, components: listed } })],
          minute(3),
        );
      });
      return item;
    };
    const keepAbout = async (digest: SubjectDigest, kind = 'build-provenance'): Promise<NewEvidence> => {
      const item = buildEvidence(tenant, { kind, subjects: [digest] });
      await run(async ({ evidence }) => {
        await evidence.add([item]);
        await evidence.conclude([buildConclusion(item)], minute(3));
      });
      return item;
    };
    const componentsOf = (...sboms: readonly NewEvidence[]) =>
      run(({ evidence }) => evidence.components(sboms.map(({ digest }) => digest)));

    const [lodash, lodash512, react, other] = [
      buildDigest('lodash'),
      `sha512:${'a'.repeat(128)}` as const,
      buildDigest('react'),
      buildDigest('other'),
    ];

    it('gives those that provenance or a publication names by any digest, with all their digests, and what that says', async () => {
      const sbom = await keepSbom([lodash, lodash512], [react], [other]);
      const built = await keepAbout(lodash512);
      const published = await keepAbout(react, 'release');
      const { sboms, facts, findings } = await componentsOf(sbom);
      expect(sboms).toEqual([
        {
          sbom: sbom.digest,
          components: [
            { digests: [lodash, lodash512], times: 1 },
            { digests: [react], times: 2 },
          ],
        },
      ]);
      expect(facts.map(({ evidence }) => evidence).sort()).toEqual([built.digest, published.digest].sort());
      expect(findings).toEqual([]);
    });

    it('gives what did not verify about them as findings, and of facts only those that stand now', async () => {
      const sbom = await keepSbom([lodash]);
      const built = await keepAbout(lodash);
      const anchor = { kind: 'digests', digests: [lodash] } as const;
      const felled = buildFelled(built, buildDigest('warning'));
      const findings = felled.findings.map((finding) => ({ ...finding, claimedAnchors: [anchor] }));
      await run(({ evidence }) => evidence.conclude([{ ...felled, findings }], minute(4)));
      expect(await componentsOf(sbom)).toMatchObject({ facts: [], findings });
    });

    it('gives nothing for evidence of other kinds, other digests, or SBOMs that are not asked for', async () => {
      const sbom = await keepSbom([lodash], [react]);
      const empty = { sboms: [], facts: [], findings: [] };
      await keepAbout(lodash, 'vulnerability-scan');
      await keepAbout(other);
      expect(await componentsOf(sbom)).toEqual(empty);
      await keepAbout(react);
      expect(await componentsOf()).toEqual(empty);
      expect((await componentsOf(sbom)).sboms).toHaveLength(1);
    });

    it('lists an SBOM once, however often it is judged, and one that was judged before it was listed then', async () => {
      const item = buildEvidence(tenant, { kind: 'sbom' });
      await keepAbout(lodash);
      const conclude = (sbom?: { readonly components: readonly { digests: [SubjectDigest]; times: number }[] }) =>
        run(({ evidence }) =>
          evidence.conclude([buildConclusion(item, sbom && { sbom: { sbom: item.digest, ...sbom } })], minute(3)),
        );
      await run(({ evidence }) => evidence.add([item]));
      await conclude();
      expect((await componentsOf(item)).sboms).toEqual([]);
      for (const times of [1, 1, 9]) await conclude({ components: [{ digests: [lodash], times }] });
      expect((await componentsOf(item)).sboms).toEqual([
        { sbom: item.digest, components: [{ digests: [lodash], times: 1 }] },
      ]);
    });

    it('finds the SBOMs that list what evidence names, each once, a page at a time', async () => {
      const sboms: NewEvidence[] = [];
      for (let count = 0; count < 5; count++) sboms.push(await keepSbom([lodash, lodash512], [react]));
      await keepSbom([other]);
      const evidence = [await keepAbout(lodash), await keepAbout(react)].map(({ id }) => id);
      const ids: EvidenceId[] = [];
      let after: string | undefined;
      do {
        const page = await run((stores) =>
          stores.evidence.dependents(evidence, { first: 2, ...(after === undefined ? {} : { after }) }),
        );
        ids.push(...page.items.map(({ node }) => node.id));
        after = page.hasNextPage ? page.items.at(-1)?.cursor : undefined;
      } while (after !== undefined);
      expect(ids).toEqual(sboms.map(({ id }) => id).sort());
      const [first] = (await run((stores) => stores.evidence.dependents(evidence, { first: 1 }))).items;
      expect(first?.node.subjects).toEqual(sboms.find(({ id }) => id === ids[0])?.subjects);
      expect((await run((stores) => stores.evidence.dependents([], { first: 1 }))).items).toEqual([]);
    });

    it('counts tidings of components as pending until every release has been told, whatever becomes of the job', async () => {
      const { id } = await keepAbout(lodash);
      const job = { name: 'evaluate-dependents', organization: tenant.id, evidence: [id] } as const;
      const pending = () => run(({ outbox }) => outbox.pending());
      await run(({ outbox }) => outbox.add([job, { ...job, after: 'a later page' }]));
      await run(({ outbox }) => outbox.add([job]));
      expect(await pending()).toBe(2);
      await run(({ outbox }) => outbox.dependentsTold([id, 'no id' as EvidenceId]));
      expect(await pending()).toBe(2);
    });
  });
}
