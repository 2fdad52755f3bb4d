import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { PrincipalId, Stores, UnitOfWork } from '#application';

import {
  buildEvidence,
  buildId,
  buildLayer,
  buildManifest,
  buildRelease,
  FRAMEWORK,
  minute,
  seedRelease,
  seedTenant,
  type Tenant,
} from '../support/records.js';

/** What the stores owe whoever puts layers into force, and whoever simulates. */
export function mappingLayersContract(name: string, open: () => Promise<UnitOfWork>): void {
  describe(`layers and newest releases in ${name}`, () => {
    let unitOfWork: UnitOfWork;
    let tenant: Tenant;
    const run = <T>(work: (stores: Stores) => Promise<T>) => unitOfWork.run(tenant.id, work);

    beforeAll(async () => {
      unitOfWork = await open();
    });
    beforeEach(async () => {
      tenant = await seedTenant(unitOfWork);
    });

    const person = async (): Promise<PrincipalId> => {
      const id = buildId<PrincipalId>();
      await run(({ organizations }) => organizations.addPrincipal({ id, kind: 'person', name: `p ${id}` }));
      return id;
    };

    it('keeps layers in force from adoption to retirement, bottom first, and their rows for ever', async () => {
      const [by, at] = [await person(), minute(2)];
      const [low, high] = [buildLayer(tenant), buildLayer(tenant, { layer: 'other' })];
      await run(async ({ mappingLayers }) => {
        await mappingLayers.propose(high);
        await mappingLayers.propose(low);
        await mappingLayers.adopt(high.id, { by, at, position: 2 });
        await mappingLayers.adopt(low.id, { by, at, position: 1 });
      });
      const inForce = () => run(async (stores) => (await stores.mappingLayers.inForce()).map(({ id }) => id));
      expect(await inForce()).toEqual([low.id, high.id]);
      const retired = { by, requestedBy: tenant.principal, reason: 'enough', at: minute(3) };
      expect(await run(({ mappingLayers }) => mappingLayers.retire(low.id, retired))).toBe(true);
      expect(await run(({ mappingLayers }) => mappingLayers.retire(low.id, retired))).toBe(false);
      expect(await inForce()).toEqual([high.id]);
      const kept = { ...low, adopted: { by, at, position: 1 }, retired };
      expect(await run(({ mappingLayers }) => mappingLayers.byDigests(FRAMEWORK, [low.digest]))).toEqual([kept]);
      expect(await run(({ mappingLayers }) => mappingLayers.byId(low.id))).toEqual(kept);
    });

    it('adopts a layer once, and never by who proposed it', async () => {
      const [by, layer] = [await person(), buildLayer(tenant)];
      const adopt = (who: PrincipalId) =>
        run(({ mappingLayers }) => mappingLayers.adopt(layer.id, { by: who, at: minute(2), position: 1 }));
      expect(await run(({ mappingLayers }) => mappingLayers.propose(layer))).toBe('proposed');
      expect(await run(({ mappingLayers }) => mappingLayers.propose(layer))).toBe('known');
      await expect(adopt(tenant.principal)).rejects.toThrow('mapping_layer_four_eyes');
      expect([await adopt(by), await adopt(by)]).toEqual([true, false]);
    });

    it('finds nothing by what is no id', async () => {
      expect(await run(({ mappingLayers }) => mappingLayers.byId('x' as never))).toBeUndefined();
    });

    it('gives the newest releases first, of all products or of one, with a count of all', async () => {
      const [one, two] = await run(async (stores) => [await seedRelease(stores), await seedRelease(stores)] as const);
      const third = { ...buildRelease(two.product, '3'), createdAt: minute(3) };
      await run(({ releases }) => releases.create(third));
      expect(await run(({ releases }) => releases.latest(2, {}))).toEqual({ releases: [third, two.release], total: 3 });
      const { slug: product } = one.product;
      const own = { releases: [one.release], total: 1 };
      expect(await run(({ releases }) => releases.latest(2, { product }))).toEqual(own);
    });

    it('knows every manifest that a release ever had', async () => {
      const { release } = await run((stores) => seedRelease(stores));
      const items = [buildEvidence(tenant), buildEvidence(tenant)];
      await run(async ({ evidence, releases }) => {
        await evidence.add(items);
        for (const item of items) await releases.keepManifest(release.id, buildManifest(item));
      });
      const held = await run(({ releases }) => releases.everyManifest(release.id));
      expect(held.toSorted()).toEqual(items.map(({ digest }) => digest).sort());
    });
  });
}
