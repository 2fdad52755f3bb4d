import { describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { fromUtf8, toBase64, toUtf8 } from '#kernel';
import { Verifier } from '#verification';

import { attestation, PROVENANCE, ROOT, RULE } from '../../libs/verification/src/testing/world.js';

const MILLION = 1_000_000;
const MILLISECONDS = 50;
const MEBIBYTES = 64;
const RUNS = 7;

const verifier = new Verifier({ trustRoots: [ROOT], rules: [RULE] });
const bundle = fromUtf8(attestation());
const many = (item: string) => `[${`${item},`.repeat(MILLION)}${item}]`;
const withMany = (list: string, item: string) => toUtf8(bundle.replace(`"${list}":[`, `"${list}":${many(item)},"x":[`));

/** What the judgement of hostile bytes costs: the best of several runs, since other work on the machine only adds. */
function costOf(bytes: Uint8Array) {
  const runs = Array.from({ length: RUNS }, () => {
    const before = process.memoryUsage();
    const started = performance.now();
    const { verdict } = verifier.verify(parse(bytes));
    const milliseconds = performance.now() - started;
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.external - before.heapUsed - before.external;
    return { verdict, milliseconds, mebibytes: grown / 1024 ** 2 };
  });
  return {
    verdicts: runs.map(({ verdict }) => verdict),
    milliseconds: Math.min(...runs.map((run) => run.milliseconds)),
    mebibytes: Math.min(...runs.map((run) => run.mebibytes)),
  };
}

describe('a million of anything is refused early', () => {
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
    const { verdicts, milliseconds, mebibytes } = costOf(bytes);
    for (const verdict of verdicts) {
      expect(verdict.outcome).toBe('rejected');
      expect(verdict.checks.find(({ outcome }) => outcome === 'failed')?.code).toBe(code);
    }
    expect(milliseconds).toBeLessThan(MILLISECONDS);
    expect(mebibytes).toBeLessThan(MEBIBYTES);
  });

  it('T-DOS-03 subjects of a signed statement, before anything is built of them', () => {
    const payload = toBase64(toUtf8(`{"subject":${many('{}')},${JSON.stringify(PROVENANCE).slice(1)}`));
    const { verdicts, milliseconds } = costOf(toUtf8(bundle.replace(/"payload":"[^"]+"/, `"payload":"${payload}"`)));
    expect(new Set(verdicts.map(({ outcome }) => outcome))).toEqual(new Set(['rejected']));
    expect(milliseconds).toBeLessThan(2 * MILLISECONDS);
  });
});
