import { describe, expect, it } from '@jest/globals';

import type { Actor } from '#application';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { artifact, manifest, organizationAtWork, provenance, ROOT, signature, submit } from './sample-evidence.js';
import { day, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const APP = { product: 'app', version: '1.0.0' };
const SIGNED = { control: 'PS.2.1' };

const questions = () => at.current.useCases.questionRelease;

async function withRelease(): Promise<Actor> {
  const actor = await organizationAtWork(at.current);
  await submit(at.current, actor, manifest([artifact('app')]), signature('app'), provenance([artifact('app')]));
  await at.current.settle();
  return actor;
}

describe('an explanation', () => {
  it('says the status that the judgement has', async () => {
    const actor = await withRelease();
    const { assessment } = await at.current.useCases.assessRelease.run(actor, APP);
    const explained = await questions().explain(actor, APP, SIGNED);
    const result = assessment.results.find(({ control }) => control === SIGNED.control);
    expect(result?.segments.map(({ status }) => status)).toContain(explained?.answer.status);
    expect(explained?.answer.members).toMatchObject([{ member: 'app' }]);
    expect(explained?.input).toMatchObject({ asOf: assessment.asOf, knownAt: assessment.knownAt });
  });

  it('is of the moment it is asked about', async () => {
    const actor = await withRelease();
    const past = await questions().explain(actor, { ...APP, asOf: day(-3650) }, SIGNED);
    expect([past?.input.asOf, past?.answer.status]).toEqual([day(-3650), 'MISSING']);
  });

  it('knows what was known when the release was last judged by then', async () => {
    const actor = await organizationAtWork(at.current);
    await at.current.settle();
    const knownAt = at.current.ports.clock.now();
    at.current.ports.clock.advance(60);
    await submit(at.current, actor, manifest([artifact('app')]), signature('app'));
    await at.current.settle();
    const now = await questions().explain(actor, APP, SIGNED);
    const then = await questions().explain(actor, { ...APP, knownAt }, SIGNED);
    expect([then?.answer.population.of, now?.answer.population.of]).toEqual([0, 1]);
    expect(then?.input.knownAt).toBe(knownAt);
  });

  it('is not there for a release that is not, nor for what was known before anything was', async () => {
    const actor = await withRelease();
    expect(await questions().explain(actor, { ...APP, version: '9' }, SIGNED)).toBeUndefined();
    expect(await questions().explain(actor, { ...APP, knownAt: day(-1) }, SIGNED)).toBeUndefined();
  });

  it('refuses a control that the catalog does not have', async () => {
    const actor = await withRelease();
    expect(await refusalOf(() => questions().explain(actor, APP, { control: 'A.1' }))).toBe('CONTROL_UNKNOWN');
  });
});

describe('a plan', () => {
  const machine = { profile: 'ssdf-1.1-machine' };

  it('has steps towards the profile, over the release as it stands', async () => {
    const actor = await withRelease();
    const planned = await questions().plan(actor, APP, machine);
    const { profile, of, reached, steps } = planned?.answer ?? {};
    expect(profile).toBe(machine.profile);
    expect(reached?.length).toBeLessThan(of ?? 0);
    expect(steps?.flatMap(({ reaches }) => reaches).length).toBeGreaterThan(0);
  });

  it('keeps nothing: the judgement stands as it was', async () => {
    const actor = await withRelease();
    const before = await at.current.useCases.assessRelease.run(actor, APP);
    await questions().plan(actor, APP, machine);
    expect(await at.current.useCases.assessRelease.run(actor, APP)).toEqual(before);
  });

  it('leads to a profile of somebody’s own, given as text', async () => {
    const actor = await withRelease();
    const profileText =
      'id: own\nversion: "1"\ntitle: Own\ncatalog: ssdf-1.1\npurpose: tests\naccepts: []\ncontrols: { PS.2.1: SUPPORTED }\n';
    const planned = await questions().plan(actor, APP, { profileText });
    expect(planned?.answer).toMatchObject({ profile: 'own', of: 1, reached: ['PS.2.1'] });
  });

  it.each([
    ['a text that is no profile', { profileText: 'id: own\n' }, 'PROFILE_INVALID'],
    ['none at all', {}, 'PROFILE_AMBIGUOUS'],
    ['two at once', { profile: 'ssdf-1.1-machine', profileText: 'id: own\n' }, 'PROFILE_AMBIGUOUS'],
  ])('refuses %s', async (_, profile, code) => {
    const actor = await withRelease();
    expect(await refusalOf(() => questions().plan(actor, APP, profile))).toBe(code);
  });

  it('refuses a profile that is not there', async () => {
    const actor = await withRelease();
    expect(await refusalOf(() => questions().plan(actor, APP, { profile: '../x' }))).toBe('PROFILE_UNKNOWN');
  });
});

describe('a comparison', () => {
  it('names what was learned between two moments of one release', async () => {
    const actor = await organizationAtWork(at.current);
    await at.current.settle();
    const knownAt = at.current.ports.clock.now();
    at.current.ports.clock.advance(60);
    await submit(at.current, actor, manifest([artifact('app')]), signature('app'));
    await at.current.settle();
    const compared = await questions().compare(actor, { from: { ...APP, knownAt }, to: APP });
    expect(compared?.sameRelease).toBe(true);
    const difference = compared?.differences.find(({ control }) => control === SIGNED.control);
    expect(difference).toMatchObject({ before: { of: 0 }, after: { of: 1 } });
    expect(difference?.causes.map(({ part }) => part)).toContain('population');
  });

  it('finds nothing between a release and itself', async () => {
    const actor = await withRelease();
    expect(await questions().compare(actor, { from: APP, to: APP })).toMatchObject({ differences: [] });
  });

  it('is not there where one of both is not', async () => {
    const actor = await withRelease();
    const nowhere = { ...APP, version: '9' };
    expect(await questions().compare(actor, { from: APP, to: nowhere })).toBeUndefined();
    expect(await questions().compare(actor, { from: nowhere, to: APP })).toBeUndefined();
  });
});

describe('a sample', () => {
  const draw = { size: 1, seed: 'audit 7' };

  it('is the same whenever it is drawn again', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('app'), artifact('tool')]), signature('app'), signature('tool'));
    await at.current.settle();
    const first = await questions().sample(actor, APP, draw);
    at.current.ports.clock.advance(60);
    const again = await questions().sample(actor, APP, draw);
    expect(first?.answer).toMatchObject({ size: 1, of: 2, seed: draw.seed });
    expect(again?.answer).toEqual(first?.answer);
  });

  it('of a release that nobody says anything about cannot be drawn', async () => {
    const actor = await organizationAtWork(at.current);
    expect(await refusalOf(() => questions().sample(actor, APP, draw))).toBe('SAMPLE_EMPTY');
  });
});
