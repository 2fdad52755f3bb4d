import { describe, expect, it } from '@jest/globals';

import type { Actor, Job, Stores } from '#application';
import { segmentAt, type AssessmentInput } from '#compliance';
import { digestOf, fromUtf8 } from '#kernel';

import { FRAMEWORK } from '../support/records.js';
import { artifact, manifest, organizationAtWork, publication, ROOT, RULES, sbom, submit } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const APP = artifact('app');
const LODASH = artifact('lodash');
const LISTED = sbom(APP, [LODASH]);
const PUBLISHED = publication(LODASH);

function look<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(actor, 'report:read', work);
}

/** What the release was last judged by, and how it then stood by the task that asks for components. */
async function held(actor: Actor): Promise<{ readonly input: AssessmentInput; readonly status: string }> {
  const record = await look(actor, async ({ releases, assessments }) => {
    const release = await releases.find('app', '1.0.0');
    if (release === undefined) throw new TypeError('there is no such release');
    return (await assessments.current([release.id], { framework: FRAMEWORK })).get(release.id);
  });
  if (record === undefined) throw new TypeError('the release was not judged');
  const bytes = await at.current.ports.blobs.get(actor.organization, record.input);
  const result = record.assessment.results.find(({ control }) => control === 'PW.4.1');
  if (result === undefined) throw new TypeError('nothing is said about PW.4.1');
  const input = JSON.parse(fromUtf8(bytes)) as AssessmentInput;
  return { input, status: segmentAt(result, record.assessment.asOf).status };
}

async function actorWith(...documents: readonly Uint8Array[]): Promise<Actor> {
  const actor = await organizationAtWork(at.current);
  await submit(at.current, actor, manifest([APP]), ...documents);
  await at.current.settle();
  return actor;
}

describe('a component of an SBOM', () => {
  it.each([
    ['the SBOM', [LISTED, PUBLISHED]],
    ['what its registry signed', [PUBLISHED, LISTED]],
  ])('is joined to what its registry signed, when %s came first', async (_, documents) => {
    const actor = await actorWith();
    for (const document of documents) {
      await submit(at.current, actor, document);
      await at.current.settle();
    }
    const { input, status } = await held(actor);
    expect(input.components).toEqual({
      known: [[`sha256:${LODASH.digest['sha256'] ?? ''}`]],
      sboms: [{ sbom: digestOf(LISTED), components: [[0, 1]] }],
    });
    expect(input.facts.map(({ evidence }) => evidence)).toContain(digestOf(PUBLISHED));
    expect(status).toBe('SUPPORTED');
  });

  it('is not joined to a publication of the same name and version with another digest', async () => {
    const namesake = publication({ ...LODASH, digest: artifact('lodash of somebody else').digest });
    const actor = await actorWith(LISTED, namesake);
    const { input, status } = await held(actor);
    expect(input).not.toHaveProperty('components');
    expect(input.facts.map(({ evidence }) => evidence)).not.toContain(digestOf(namesake));
    expect(status).toBe('MISSING');
  });

  it('is not joined any more when nobody trusts its registry, and again when somebody does', async () => {
    const actor = await actorWith(LISTED, PUBLISHED);
    const { putTrustRule } = at.current.useCases;
    await putTrustRule.run(actor, { ...RULES.registry, kinds: ['release-manifest'] });
    await at.current.settle();
    const without = await held(actor);
    expect(without.status).toBe('MISSING');
    expect(without.input.findings).toMatchObject([{ evidence: digestOf(PUBLISHED), kind: 'release' }]);
    await putTrustRule.run(actor, RULES.registry);
    await at.current.settle();
    expect((await held(actor)).status).toBe('SUPPORTED');
  });
});

describe('the releases that hold a component', () => {
  const release = (version: string) => [
    manifest([artifact(`app ${version}`)], { release: version }),
    sbom(artifact(`app ${version}`), [LODASH]),
  ];
  const evaluations = (jobs: readonly Job[]) => jobs.filter(({ name }) => /evaluate-release$/.test(name));

  it('are evaluated in the background, a page of SBOMs a job, and the new evidence waits for none of them', async () => {
    const actor = await actorWith();
    const versions = Array.from({ length: 101 }, (_, number) => `2.${number}.0`);
    await submit(at.current, actor, ...versions.flatMap(release));
    await at.current.settle();
    const { useCases } = at.current;
    await submit(at.current, actor, PUBLISHED);
    const [verify] = (await at.current.jobs()).filter(({ name }) => name === 'verify-evidence');
    if (verify?.name !== 'verify-evidence') throw new TypeError('nothing was to be verified');
    await useCases.verifyEvidence.run(verify);
    const [tell, ...others] = await at.current.jobs();
    expect(others).toEqual([]);
    expect(tell).toEqual({ name: 'evaluate-dependents', organization: actor.organization, evidence: verify.evidence });
    if (tell?.name !== 'evaluate-dependents') throw new TypeError('nobody was to be told');
    await useCases.evaluateDependents.run(tell);
    const first = await at.current.jobs();
    const [next] = first.filter(({ name }) => name === 'evaluate-dependents');
    if (next?.name !== 'evaluate-dependents') throw new TypeError('there is no further page');
    expect(evaluations(first)).toHaveLength(100);
    await useCases.evaluateDependents.run(next);
    const last = await at.current.jobs();
    const asked = new Set(
      [...first, ...last].flatMap((job) => (job.name === 'reevaluate-release' ? [job.release] : [])),
    );
    expect(asked.size).toBe(101);
    expect(last.filter(({ name }) => name !== 'reevaluate-release')).toEqual([]);
  });

  it('are left alone when everything is judged again and nothing about the component changed', async () => {
    const actor = await actorWith(LISTED, PUBLISHED);
    const evidence = await look(actor, async (stores) =>
      (await stores.evidence.byDigests([digestOf(PUBLISHED)])).map(({ id }) => id),
    );
    await at.current.useCases.verifyEvidence.run({
      ...{ name: 'reverify-evidence', organization: actor.organization, evidence },
    });
    expect((await at.current.jobs()).filter(({ name }) => name === 'evaluate-dependents')).toEqual([]);
  });
});

describe('what is tried out', () => {
  it('joins components as the judgement would: without its registry’s rule the task is not met', async () => {
    const actor = await actorWith(LISTED, PUBLISHED);
    const change = { put: [{ ...RULES.registry, kinds: ['release-manifest'] }], retire: [] };
    const simulation = await at.current.useCases.simulateChange.run(actor, { product: 'app', rules: change });
    const moved = JSON.stringify(simulation);
    expect(moved).toContain('PW.4.1');
    const same = await at.current.useCases.simulateChange.run(actor, {
      product: 'app',
      rules: { put: [RULES.registry], retire: [] },
    });
    expect(JSON.stringify(same)).not.toContain('"control":"PW.4.1"');
  });
});
