import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, SimulationOrder } from '#application';
import { segmentAt, type Simulation } from '#compliance';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { layerText } from '../support/layer-text.js';
import { artifact, manifest, organizationAtWork, provenance, ROOT, signature, submit } from './sample-evidence.js';
import { NOW, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const APP = { product: 'app', version: '1.0.0' };
const LAYER = layerText({ adoptedOn: NOW.slice(0, 10) });

let ada: Actor;
let ruleIds: readonly string[];
beforeEach(async () => {
  await at.current.jobs(); // of tests before
  ada = await organizationAtWork(at.current);
  await submit(at.current, ada, manifest([artifact('app')]), signature('app'), provenance([artifact('app')]));
  await at.current.settle();
  const rules = await at.current.useCases.read.run(ada, 'report:read', ({ trust }) => trust.rules());
  ruleIds = rules.map(({ rule }) => rule.id).filter((id) => id !== 'organization-key');
});

async function simulate(order: SimulationOrder, actor = ada): Promise<Simulation> {
  const simulation = await at.current.useCases.simulateChange.run(actor, order);
  if (simulation === undefined) throw new Error('there is no such scope');
  return simulation;
}
const movedBy = ({ moved }: Simulation) =>
  moved.flatMap(({ differences }) => differences.map(({ control, after }) => `${control} ${after?.status}`));
async function statuses(): Promise<ReadonlyMap<string, string>> {
  const { assessment } = await at.current.useCases.assessRelease.run(ada, APP);
  return new Map(assessment.results.map((result) => [result.control, segmentAt(result, assessment.asOf).status]));
}
/** Where each control stands that moves between two moments. */
async function movedReally(change: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await statuses();
  await change();
  await at.current.settle();
  const after = await statuses();
  return [...after]
    .filter(([control, status]) => before.get(control) !== status)
    .map(([control, status]) => `${control} ${status}`);
}

describe('a simulation', () => {
  it('of nothing moves nothing, and says how many releases it looked at', async () => {
    expect(await simulate({})).toMatchObject({ lookedAt: 1, leftOut: 0, moved: [], layers: [] });
  });

  it('of rules that are retired comes to what retiring them does', async () => {
    const simulated = await simulate({ rules: { put: [], retire: ruleIds } });
    const real = await movedReally(async () => {
      for (const id of ruleIds) await at.current.useCases.retireTrustRule.run(ada, id);
    });
    expect(real.length).toBeGreaterThan(0);
    expect(movedBy(simulated)).toEqual(expect.arrayContaining([...real]));
    expect(simulated.after).toEqual((await simulate({})).before);
  });

  it('of rules that come back finds what they would make count again', async () => {
    const rules = await at.current.useCases.read.run(ada, 'report:read', ({ trust }) => trust.rules());
    const before = (await simulate({})).before;
    for (const id of ruleIds) await at.current.useCases.retireTrustRule.run(ada, id);
    await at.current.settle();
    const put = rules.map(({ rule }) => rule).filter(({ id }) => ruleIds.includes(id));
    expect((await simulate({ ...APP, rules: { put, retire: [] } })).after).toEqual(before);
  });

  it('of a layer comes to what adopting it does, names what it loosens, and gives the mapping as the cause', async () => {
    const simulated = await simulate({ layers: [LAYER] });
    expect(simulated.layers[0]).toMatchObject({ control: 'PS.2.1', direction: 'loosened' });
    const parts = simulated.moved.flatMap(({ differences }) =>
      differences.flatMap(({ causes }) => causes.map(({ part }) => part)),
    );
    expect(new Set(parts)).toEqual(new Set(parts.length === 0 ? [] : ['mapping']));
    const robin = await at.current.colleague(ada, 'Robin Roe');
    await movedReally(async () => {
      const { id } = await at.current.useCases.proposeMappingLayer.run(ada, { bytes: LAYER });
      await at.current.useCases.adoptMappingLayer.run(robin, id);
    });
    expect((await simulate({})).before).toEqual(simulated.after);
    expect((await simulate({ retireLayers: ['harbour-pace'] })).after).toEqual(simulated.before);
  });

  it('keeps nothing: no verdict, no judgement, no job', async () => {
    const before = await statuses();
    await at.current.jobs();
    await simulate({ rules: { put: [], retire: ruleIds }, layers: [LAYER] });
    expect(await at.current.jobs()).toEqual([]);
    expect(await statuses()).toEqual(before);
    expect((await at.current.useCases.readMapping.run(ada)).layers).toEqual([]);
  });

  it('of another framework judges what is known by that', async () => {
    const [, other] = at.current.ports.frameworks.standing();
    if (other === undefined) return;
    const { after, moved } = await simulate({ toFramework: other });
    expect(Object.values(after).reduce((sum, count) => sum + count, 0)).not.toBe(42);
    expect(moved).toHaveLength(1);
  });

  it.each<[string, string, () => SimulationOrder]>([
    ['a rule that is not in force', 'RULE_UNKNOWN', () => ({ rules: { put: [], retire: ['nobody'] } })],
    [
      'the rule of the organization’s own key',
      'RULE_RESERVED',
      () => ({ rules: { put: [], retire: ['organization-key'] } }),
    ],
    [
      'more rules than anybody writes',
      'TOO_MANY_RULES',
      () => ({ rules: { put: [], retire: Array.from({ length: 201 }, () => 'x') } }),
    ],
    ['a layer that is not in force', 'LAYER_UNKNOWN', () => ({ retireLayers: ['nobody'] })],
    [
      'a layer that does not fit',
      'MAPPING_INVALID',
      () => ({ layers: [layerText({ adoptedOn: '2026-05-01', controls: '  ZZ: { reason: x, cap: partial }\n' })] }),
    ],
    ['a framework without a mapping', 'FRAMEWORK_UNKNOWN', () => ({ toFramework: 'nowhere' })],
    ['a release without its product', 'SCOPE_INVALID', () => ({ version: '1.0.0' })],
  ])('refuses %s', async (_, code, order) => {
    expect(await refusalOf(() => simulate(order()))).toBe(code);
  });

  it('of a product or release that is not there is not there', async () => {
    expect(await at.current.useCases.simulateChange.run(ada, { product: 'nothing' })).toBeUndefined();
    expect(await at.current.useCases.simulateChange.run(ada, { ...APP, version: '9' })).toBeUndefined();
  });

  it('needs the permission to read reports', async () => {
    const pipeline = await at.current.colleague(ada, 'pipeline', { permissions: ['evidence:write'] });
    expect(await refusalOf(() => simulate({}, pipeline))).toBe('PERMISSION_MISSING');
  });

  it('sees nothing of another organization', async () => {
    const stranger = await at.current.organization('other');
    expect(await simulate({}, stranger)).toMatchObject({ lookedAt: 0 });
  });
});
