import { describe, expect, it } from '@jest/globals';

import type { Actor, AssessmentRecord, Stores } from '#application';
import { segmentAt } from '#compliance';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import {
  artifact,
  manifest,
  organizationAtWork,
  provenance,
  ROOT,
  signature,
  sourceRevision,
  submit,
  testResult,
} from './sample-evidence.js';
import { FRAMEWORK } from '../support/records.js';
import { withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const APP = { product: 'app', version: '1.0.0' };

function look<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(actor, 'report:read', work);
}

const assess = (actor: Actor) => at.current.useCases.assessRelease.run(actor, APP);

function statuses({ assessment }: AssessmentRecord) {
  return assessment.results.map((result) => {
    const { status, reason } = segmentAt(result, assessment.asOf);
    return `${result.control} ${status} ${reason}`;
  });
}

async function heldAssessment(actor: Actor): Promise<AssessmentRecord> {
  const held = await look(actor, async ({ releases, assessments }) => {
    const release = await releases.find(APP.product, APP.version);
    return release === undefined
      ? undefined
      : (await assessments.current([release.id], { framework: FRAMEWORK })).get(release.id);
  });
  if (held === undefined) throw new Error('the release was not evaluated');
  return held;
}

describe('a release that is judged', () => {
  it('without a manifest has no population: what asks for one is missing, and nothing is green', async () => {
    const actor = await organizationAtWork(at.current);
    const record = await assess(actor);
    expect(record.population).toEqual({ source: 'declared', artifacts: 0 });
    const found = statuses(record);
    expect(found).toHaveLength(42);
    expect(found.filter((line) => / MISSING NO_POPULATION$/.test(line)).length).toBeGreaterThan(0);
    expect(found.filter((line) => / (EVIDENCED|SUPPORTED|PARTIAL) /.test(line))).toEqual([]);
  });

  it('is judged as soon as it is named, without being asked', async () => {
    const actor = await organizationAtWork(at.current);
    expect((await heldAssessment(actor)).population.artifacts).toBe(0);
  });

  it('over the same knowledge has the same statuses whenever it is asked, and the newer judgement stands', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('app')]), signature('app'));
    await at.current.settle();
    const first = await assess(actor);
    at.current.ports.clock.advance(60);
    const second = await assess(actor);
    expect(statuses(second)).toEqual(statuses(first));
    expect(second.input).not.toBe(first.input);
    expect(await heldAssessment(actor)).toEqual(second);
  });

  it('at the same moment over the same knowledge is the same judgement, byte for byte', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('app')]), signature('app'));
    await at.current.settle();
    const [first, second] = [await assess(actor), await assess(actor)];
    expect(second).toEqual(first);
    expect((await look(actor, ({ assessments }) => assessments.byInput(first.input)))?.assessment).toEqual(
      first.assessment,
    );
  });

  it('keeps the bytes that its judgement follows from', async () => {
    const actor = await organizationAtWork(at.current);
    const { input } = await assess(actor);
    const bytes = await at.current.ports.blobs.get(actor.organization, input);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ scope: { product: 'app', release: '1.0.0' } });
  });

  it('counts what is said about the revision that its provenance names, whichever came first', async () => {
    const orders = [
      [testResult([sourceRevision]), manifest([artifact('app')]), provenance([artifact('app')])],
      [manifest([artifact('app')]), provenance([artifact('app')]), testResult([sourceRevision])],
      [provenance([artifact('app')]), testResult([sourceRevision]), manifest([artifact('app')])],
    ];
    const found: unknown[] = [];
    for (const documents of orders) {
      const actor = await organizationAtWork(at.current);
      for (const document of documents) {
        await submit(at.current, actor, document);
        await at.current.settle();
      }
      const record = await heldAssessment(actor);
      const { input } = record;
      const bytes = await at.current.ports.blobs.get(actor.organization, input);
      const { facts } = JSON.parse(new TextDecoder().decode(bytes)) as {
        facts: readonly { claim: { kind: string } }[];
      };
      expect(facts.map(({ claim }) => claim.kind)).toContain('test-result');
      found.push(statuses(record));
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('is looked at once more when a revision of it becomes known, and not for ever', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('app')]), provenance([artifact('app')]));
    const waiting = await at.current.jobs();
    for (const job of waiting) if (job.name === 'verify-evidence') await at.current.useCases.verifyEvidence.run(job);
    const [evaluate] = (await at.current.jobs()).flatMap((job) => (job.name === 'evaluate-release' ? [job] : []));
    if (evaluate === undefined) throw new Error('the release was not touched');
    await at.current.useCases.evaluateRelease.run(evaluate);
    expect(await at.current.jobs()).toEqual([evaluate]);
    await at.current.useCases.evaluateRelease.run(evaluate);
    expect(await at.current.jobs()).toEqual([]);
  });

  it('is judged again when a rule is retired on which its results rested', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('app')]), signature('app'), provenance([artifact('app')]));
    await at.current.settle();
    const before = statuses(await heldAssessment(actor));
    at.current.ports.clock.advance(1);
    await at.current.useCases.retireTrustRule.run(actor, 'pipeline');
    await at.current.settle();
    const after = statuses(await heldAssessment(actor));
    const green = (lines: readonly string[]) => lines.filter((line) => / (EVIDENCED|SUPPORTED|PARTIAL) /.test(line));
    expect(green(before).length).toBeGreaterThan(0);
    expect(green(after)).toEqual([]);
  });

  it('names the trust in force also where no evidence touches it', async () => {
    const actor = await organizationAtWork(at.current);
    const before = await heldAssessment(actor);
    at.current.ports.clock.advance(1);
    await at.current.useCases.retireTrustRule.run(actor, 'tester');
    await at.current.settle();
    expect((await heldAssessment(actor)).input).not.toBe(before.input);
  });

  it('must be there', async () => {
    const actor = await organizationAtWork(at.current);
    const { assessRelease, evaluateRelease } = at.current.useCases;
    expect(await refusalOf(() => assessRelease.run(actor, { ...APP, version: '9' }))).toBe('RELEASE_UNKNOWN');
    const stranger = await organizationAtWork(at.current);
    const release = (await look(actor, ({ releases }) => releases.find(APP.product, APP.version)))?.id;
    if (release === undefined) throw new Error('the release is gone');
    await evaluateRelease.run({ name: 'evaluate-release', organization: stranger.organization, release });
    expect(
      (await look(stranger, ({ assessments }) => assessments.current([release], { framework: FRAMEWORK }))).size,
    ).toBe(0);
  });
});
