import { afterAll, describe, expect, it } from '@jest/globals';

import type { Judge, Trust } from '#application';
import { explainControl, planGaps, type AssessmentInput } from '#compliance';
import { digestOf, parseInstant, toUtf8 } from '#kernel';
import { createSampleWorld } from '#sample-world';

import { packageFrameworks } from '../package/package-frameworks.js';
import { InlineJudge } from './inline-judge.js';
import { PoolJudge, type PoolOptions } from './pool-judge.js';

const NOW = parseInstant('2026-11-20T12:00:00Z');
const world = createSampleWorld({ seed: 'judge', now: NOW });
const trust: Trust = {
  roots: [{ ...world.trustRoot, digest: digestOf(world.trustRoot.bytes), source: 'file' }],
  rules: world.trustRules,
  distrusts: [],
};
const evidence = world.products.flatMap(({ releases }) => releases.flatMap((release) => release.evidence));
const bytes = evidence.map((file) => file.bytes);
const framework = packageFrameworks().current();
const { texts } = framework;

/** Threads load the source as it stands; a build needs none of this. */
const fromSource = {
  filename: new URL('./judge.worker.ts', import.meta.url).href,
  execArgv: ['--conditions=source', '--import', new URL('../../../../scripts/source.mjs', import.meta.url).href],
};
const pools: PoolJudge[] = [];
function pool(options: Partial<PoolOptions> = {}): PoolJudge {
  const made = new PoolJudge({
    threads: 2,
    memoryMiB: 256,
    deadlineSeconds: 60,
    program: fromSource,
    ...options,
  });
  pools.push(made);
  return made;
}
afterAll(() => Promise.all(pools.map((each) => each.close())));

const input: AssessmentInput = {
  scope: { organization: 'acme', product: 'app', release: '1.0.0' },
  population: { source: 'declared', artifacts: [], revisions: [] },
  catalog: framework.catalogDigest,
  mapping: framework.mappingDigests,
  trustRoots: [digestOf(world.trustRoot.bytes)],
  policy: digestOf(toUtf8('policy')),
  facts: [],
  findings: [],
  asOf: NOW,
  knownAt: NOW,
  semantics: 'eval/1',
};

describe.each<[string, () => Judge]>([
  ['in this thread', () => new InlineJudge()],
  ['in a pool of threads', () => pool()],
])('a judge %s', (_, make) => {
  const judge = make();

  it('inspects bytes without believing them, one answer per item, in order', async () => {
    const inspections = await judge.inspect([...bytes, toUtf8('not evidence')]);
    expect(inspections.map(({ digest }) => digest)).toEqual([...bytes, toUtf8('not evidence')].map(digestOf));
    expect(inspections.at(-1)).toMatchObject({ kind: 'other', subjects: [] });
    expect(inspections[0]?.subjects.length).toBeGreaterThan(0);
  });

  it('judges good and bad evidence as it is, one answer per item, in order', async () => {
    const judgements = await judge.judge(bytes, trust);
    expect(judgements.map(({ verdict }) => verdict.evidence)).toEqual(bytes.map(digestOf));
    expect(judgements.map(({ verdict }) => verdict.outcome)).toEqual(evidence.map(({ expect: outcome }) => outcome));
    expect(new Set(evidence.map(({ expect: outcome }) => outcome)).size).toBeGreaterThan(1);
  });

  it('rejects hostile bytes with a verdict instead of failing', async () => {
    const hostile = [new Uint8Array(), Uint8Array.of(0xff, 0xfe), toUtf8('['.repeat(10_000)), toUtf8('{}')];
    const judgements = await judge.judge(hostile, trust);
    expect(judgements.map(({ facts }) => facts)).toEqual(hostile.map(() => []));
    expect(judgements.every(({ verdict }) => verdict.outcome !== 'verified')).toBe(true);
  });

  it('evaluates an input over the whole catalog and gives its canonical bytes', async () => {
    const { assessment, inputBytes } = await judge.evaluate(input, texts);
    expect(assessment.results).toHaveLength(42);
    expect(digestOf(inputBytes)).toBe(assessment.input);
  });

  it('refuses an input that was gathered for another mapping, with kind and code', async () => {
    const foreign = { ...input, mapping: [framework.catalogDigest] };
    await expect(judge.evaluate(foreign, texts)).rejects.toMatchObject({ kind: 'conflict', code: 'FRAMEWORK_CHANGED' });
  });

  it('answers what is asked about an input as the pure functions do', async () => {
    const profile = packageFrameworks().profile('ssdf-1.1-reachable');
    const asked = { input, control: 'PS.2.1' };
    expect(await judge.answer('explanation', asked, texts)).toEqual(explainControl(input, framework, 'PS.2.1'));
    expect(await judge.answer('plan', { input, profile }, texts)).toEqual(planGaps(input, framework, profile).plan);
    const same = await judge.answer('comparison', { from: input, to: input }, texts);
    expect(same).toMatchObject({ differences: [] });
  });

  it.each([
    ['about an unknown control', 'explanation', { input, control: 'A.1' }, 'CONTROL_UNKNOWN'],
    ['of nothing', 'sample', { input, size: 1, seed: 's' }, 'SAMPLE_EMPTY'],
    [
      'by another mapping',
      'comparison',
      { from: input, to: { ...input, mapping: [framework.catalogDigest] } },
      'FRAMEWORK_CHANGED',
    ],
  ] as const)('refuses a question %s, with its code', async (_, topic, asked, code) => {
    await expect(judge.answer(topic, asked, texts)).rejects.toMatchObject({ code });
  });

  it('refuses to judge without a trust root, with kind and code', async () => {
    await expect(judge.judge(bytes.slice(0, 1), { roots: [], rules: [], distrusts: [] })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'TRUST_ROOT_NEEDED',
    });
  });
});

describe('a pool of threads', () => {
  it('gives the same judgements as one thread, to the byte', async () => {
    const [inline, pooled] = await Promise.all([new InlineJudge().judge(bytes, trust), pool().judge(bytes, trust)]);
    expect(JSON.stringify(pooled)).toBe(JSON.stringify(inline));
  });

  const unruly = { ...fromSource, filename: new URL('./testing/greedy.worker.ts', import.meta.url).href };

  it('ends a thread that takes too long, and goes on', async () => {
    const judge = pool({ threads: 1, deadlineSeconds: 3, program: unruly });
    await expect(judge.inspect([toUtf8('spin')])).rejects.toMatchObject({ kind: 'unavailable', code: 'JUDGE_TIMEOUT' });
    await expect(judge.inspect([toUtf8('stay')])).resolves.toEqual([]);
  });

  it('does not promise to try a question again that took too long, but says what to do', async () => {
    const judge = pool({ threads: 1, deadlineSeconds: 3, program: unruly });
    const late = judge.answer('explanation', { input, control: 'PS.2.1' }, texts);
    await expect(late).rejects.toMatchObject({
      code: 'JUDGE_TIMEOUT',
      message: expect.stringMatching(/ask about less/),
    });
  });

  it('survives a thread that runs out of memory', async () => {
    const judge = pool({ threads: 1, memoryMiB: 64, program: unruly });
    await expect(judge.inspect([toUtf8('grow')])).rejects.toMatchObject({ kind: 'unavailable', code: 'JUDGE_FAILED' });
    await expect(judge.inspect([toUtf8('stay')])).resolves.toEqual([]);
  });
});
