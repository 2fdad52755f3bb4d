import { describe, expect, it } from '@jest/globals';

import { AppError, digestOf, toUtf8, type Digest } from '#kernel';
import type { Verdict } from '#verification';

import type { BlobStore, Judge, Trust } from '../ports/index.js';
import type { EvidenceRecord } from '../records.js';
import { refusalOf } from '../testing/refused.js';
import { testActor } from '../testing/test-actor.js';
import { ExamineItems } from './examine-items.js';

const { organization } = testActor();
const BYTES = ['a', 'b', 'c'].map(toUtf8);
const DIGESTS = BYTES.map(digestOf);
const [A, B, C] = DIGESTS as [Digest, Digest, Digest];
const POLICY = digestOf(toUtf8('policy'));
const OTHER = digestOf(toUtf8('other'));

function verdictOn(evidence: Digest, changes: Partial<Verdict> = {}): Verdict {
  const verdict: unknown = { evidence, outcome: 'verified', policy: POLICY, trustRoot: POLICY, ...changes };
  return verdict as Verdict;
}

function rowOf(digest: Digest, changes: Partial<EvidenceRecord> = {}, judged = 'judged'): EvidenceRecord {
  const verdict = judged === 'judged' ? { verdict: verdictOn(digest) } : {};
  const row: unknown = { digest, state: 'settled', ...verdict, ...changes };
  return row as EvidenceRecord;
}

const ROWS = DIGESTS.map((digest) => rowOf(digest));

/** Finds all three by these stores; what is not said is as it should be. */
async function found({
  rows = ROWS,
  get = (digest) => Promise.resolve(BYTES[DIGESTS.indexOf(digest)]!),
  verdict = (digest) => verdictOn(digest),
}: {
  readonly rows?: readonly EvidenceRecord[];
  readonly get?: (digest: Digest) => Promise<Uint8Array>;
  readonly verdict?: (digest: Digest) => Verdict;
} = {}) {
  const blobs: unknown = { get: (_: unknown, digest: Digest) => get(digest) };
  const judge: unknown = {
    judge: (items: readonly Uint8Array[]) => {
      const judged = items.map((bytes) => ({ verdict: verdict(digestOf(bytes)) }));
      return Promise.resolve(judged);
    },
  };
  const examine = new ExamineItems({ blobs: blobs as BlobStore, judge: judge as Judge });
  const examined = await examine.run(organization, DIGESTS, { rows, trust: {} as Trust });
  expect(examined.map(({ evidence }) => evidence)).toEqual(DIGESTS);
  return examined.map((item) => item.found);
}

const lost = (code: string) => (digest: Digest) =>
  digest === B
    ? Promise.reject(new AppError('internal', code, 'lost'))
    : Promise.resolve(BYTES[DIGESTS.indexOf(digest)]!);

describe('items that are read back', () => {
  it('are sound where bytes and verdict are what they were', async () => {
    expect(await found()).toEqual(['sound', 'sound', 'sound']);
  });

  it.each([
    ['BLOB_CORRUPT', 'altered'],
    ['BLOB_MISSING', 'missing'],
  ])('with %s are %s, and the others are looked at all the same', async (code, loss) => {
    expect(await found({ get: lost(code) })).toEqual(['sound', loss, 'sound']);
  });

  it('are not blamed for a store that does not answer', async () => {
    expect(await refusalOf(() => found({ get: lost('BLOB_STORE_UNAVAILABLE') }))).toBe('BLOB_STORE_UNAVAILABLE');
  });

  it('are missing where no row tells of them', async () => {
    expect(await found({ rows: ROWS.slice(1) })).toEqual(['missing', 'sound', 'sound']);
  });

  it('are changed where the same trust gives another outcome', async () => {
    const verdict = (digest: Digest) => verdictOn(digest, digest === C ? { outcome: 'rejected' } : {});
    expect(await found({ verdict })).toEqual(['sound', 'sound', { held: 'verified', found: 'rejected' }]);
  });

  it.each([{ policy: OTHER }, { trustRoot: OTHER }])(
    'are not compared with a verdict under other trust: %j',
    async (changes) => {
      const rows = ROWS.with(0, rowOf(A, { verdict: verdictOn(A, { outcome: 'rejected', ...changes }) }));
      expect(await found({ rows })).toEqual(['sound', 'sound', 'sound']);
    },
  );

  it('are not compared where nothing is held yet', async () => {
    const waiting = rowOf(A, { state: 'stored' }, 'unjudged');
    expect(await found({ rows: ROWS.with(0, waiting) })).toEqual(['sound', 'sound', 'sound']);
  });

  it('are unchecked where the judge fails on them alone', async () => {
    const verdict = (digest: Digest) => {
      if (digest === B) throw new TypeError('choked');
      return verdictOn(digest);
    };
    expect(await found({ verdict })).toEqual(['sound', 'unchecked', 'sound']);
  });

  it('in quarantine are read back and not judged: a poisonous upload reddens nothing', async () => {
    const verdict = (digest: Digest) => {
      if (digest === B) throw new TypeError('choked');
      return verdictOn(digest);
    };
    const rows = ROWS.with(1, rowOf(B, { state: 'quarantined' }, 'unjudged'));
    expect(await found({ rows, verdict })).toEqual(['sound', 'sound', 'sound']);
    expect(await found({ rows, verdict, get: lost('BLOB_CORRUPT') })).toEqual(['sound', 'altered', 'sound']);
  });
});
