import { describe, expect, it } from '@jest/globals';

import { sha256, toUtf8 } from '#kernel';

import { NOW, ROOT, rootOf, sigstore, WORLD } from '../testing/world.js';
import { judgeTimestamp, readTimestamp } from './timestamped-bytes.js';

const BYTES = toUtf8('a checkpoint');
const TOKEN = WORLD.timestamp(sha256(BYTES), NOW);

describe('a time-stamp over bytes', () => {
  it('says what it is of and when, before anything is proven', () => {
    expect(readTimestamp(TOKEN)).toMatchObject({ imprint: { hash: 'sha256', value: sha256(BYTES) } });
    expect(readTimestamp(TOKEN).time).toBe(Date.parse(NOW));
  });

  it('proves the moment under a root that lists its authority', () => {
    expect(judgeTimestamp(TOKEN, BYTES, ROOT)).toMatchObject({ check: { outcome: 'passed' }, provenAt: NOW });
  });

  it.each([
    ['of other bytes', TOKEN, toUtf8('another'), ROOT, 'TIMESTAMP_OTHER_MESSAGE'],
    ['that is none', toUtf8('x'), BYTES, ROOT, 'TIMESTAMP_INVALID'],
    [
      'by an authority of somebody else',
      TOKEN,
      BYTES,
      rootOf(sigstore('stranger').trustedRoot()),
      'TIMESTAMP_AUTHORITY_UNKNOWN',
    ],
  ] as const)('%s proves nothing', (_, der, bytes, root, code) => {
    const judged = judgeTimestamp(der, bytes, root);
    expect(judged).toMatchObject({ check: { code } });
    expect(judged).not.toHaveProperty('provenAt');
  });
});
