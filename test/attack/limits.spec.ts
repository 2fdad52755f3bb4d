import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { parse } from '#evidence';
import { fromUtf8, toBase64, toUtf8 } from '#kernel';
import { Verifier, type Verdict } from '#verification';

import { attestation, PROVENANCE, ROOT, RULE } from '../../libs/verification/src/testing/world.js';

const MILLION = 1_000_000;
const TOO_MANY = 10_000;
const MOST: Cost = { milliseconds: 50, mebibytes: 64 };
const MOST_RUNS = 40;

const verifier = new Verifier({ trustRoots: [ROOT], rules: [RULE] });
const bundle = fromUtf8(attestation());
const many = (item: string, count = MILLION) => `[${`${item},`.repeat(count)}${item}]`;
const withMany = (list: string, item: string, count = MILLION) =>
  toUtf8(bundle.replace(`"${list}":[`, `"${list}":${many(item, count)},"x":[`));

interface Cost {
  readonly milliseconds: number;
  readonly mebibytes: number;
}

/** What the judgement of hostile bytes costs at best: other work on the machine only adds, so a dear run is repeated. */
function costOf(bytes: Uint8Array, most: Cost): Cost & { readonly verdict: Verdict } {
  let best: Cost = { milliseconds: Infinity, mebibytes: Infinity };
  for (let run = 1; ; run++) {
    const before = memory();
    const started = performance.now();
    const { verdict } = verifier.verify(parse(bytes));
    const milliseconds = Math.min(best.milliseconds, performance.now() - started);
    best = { milliseconds, mebibytes: Math.min(best.mebibytes, memory() - before) };
    const isCheap = best.milliseconds < most.milliseconds && best.mebibytes < most.mebibytes;
    if (isCheap || run === MOST_RUNS) return { ...best, verdict };
  }
}

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 ** 2;
}

describe('a million of anything is refused early', () => {
  afterEach(() => void jest.restoreAllMocks());

  it.each([
    ['T-DOS-01 signatures of a bundle', withMany('signatures', '{"sig":""}'), 'LIMIT_EXCEEDED'],
    [
      'T-DOS-01 signatures of a bare envelope',
      toUtf8(`{"payloadType":"x","signatures":${many('{}')}}`),
      'LIMIT_EXCEEDED',
    ],
    ['T-DOS-02 log entries', withMany('tlogEntries', '{}'), 'LIMIT_EXCEEDED'],
    [
      'T-DOS-02 time-stamps',
      toUtf8(
        bundle.replace(
          '"tlogEntries"',
          `"timestampVerificationData":{"rfc3161Timestamps":${many('{}')}},"tlogEntries"`,
        ),
      ),
      'LIMIT_EXCEEDED',
    ],
    [
      'T-DOS-03 subjects of a bare statement',
      toUtf8(`{"_type":"https://in-toto.io/Statement/v1","subject":${many('{}')}}`),
      'LIMIT_EXCEEDED',
    ],
    ['T-DOS-03 brackets inside each other', toUtf8('['.repeat(MILLION)), 'JSON_TOO_DEEP'],
  ])('%s', (_, bytes, code) => {
    const { verdict, milliseconds, mebibytes } = costOf(bytes, MOST);
    expect(verdict.outcome).toBe('rejected');
    expect(verdict.checks.find(({ outcome }) => outcome === 'failed')?.code).toBe(code);
    expect(milliseconds).toBeLessThan(MOST.milliseconds);
    expect(mebibytes).toBeLessThan(MOST.mebibytes);
  });

  it.each([
    ['T-DOS-01 signatures', withMany('signatures', '{"sig":""}', TOO_MANY)],
    ['T-DOS-02 log entries', withMany('tlogEntries', '{}', TOO_MANY)],
  ])('%s are, where they are too many for a bundle, before anything is built of them', (_, bytes) => {
    const built = jest.spyOn(JSON, 'parse');
    const { content } = parse(bytes);
    expect(content).toMatchObject({ kind: 'unknown', code: 'LIMIT_EXCEEDED' });
    expect(built).not.toHaveBeenCalled();
  });

  it('T-DOS-03 subjects of a signed statement, before anything is built of them', () => {
    const payload = toBase64(toUtf8(`{"subject":${many('{}')},${JSON.stringify(PROVENANCE).slice(1)}`));
    const bytes = toUtf8(bundle.replace(/"payload":"[^"]+"/, `"payload":"${payload}"`));
    const most = { ...MOST, milliseconds: 2 * MOST.milliseconds };
    const { verdict, milliseconds } = costOf(bytes, most);
    expect(verdict.outcome).toBe('rejected');
    expect(milliseconds).toBeLessThan(most.milliseconds);
  });
});
