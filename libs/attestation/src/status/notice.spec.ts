import { describe, expect, it } from '@jest/globals';

import { parseDigest, parseInstant } from '#kernel';

import { renderNotice, type NoticeParts } from './notice.js';

const digest = (byte: string) => parseDigest(`sha256:${byte.repeat(32)}`);
const PARTS: NoticeParts = {
  issuer: 'Acme',
  product: 'checkout',
  release: '4.2.0',
  attestation: digest('11'),
  state: 'affected',
  since: parseInstant('2026-11-20T08:00:00Z'),
  affected: [
    {
      control: 'PS.2.1',
      signed: 'EVIDENCED',
      now: 'FAILED',
      cause: 'EVIDENCE_DISTRUSTED',
      sentence: 'PS.2.1 was signed as EVIDENCED and is FAILED now, because a key is not trusted any more.',
    },
  ],
  recipient: {
    name: 'Robin Doe',
    organization: 'Agency',
    contract: 'C-17',
    bytes: digest('22'),
    handedOverAt: parseInstant('2026-11-01T10:00:00Z'),
  },
};

describe('a notice', () => {
  it('says what was signed, what no longer stands, why, since when, and what to do', () => {
    expect(renderNotice(PARTS)).toBe(`To: Robin Doe, Agency
From: Acme

On 2026-11-01 10:00:00 UTC we handed you our signed assessment of checkout 4.2.0 for C-17.

Attestation: ${digest('11')}
What you hold: ${digest('22')}

Since 2026-11-20 08:00:00 UTC not all of it stands as we signed it. What no longer stands:

- PS.2.1 was signed as EVIDENCED and is FAILED now, because a key is not trusted any more.

Please do not rely on these results until you hold a newer assessment. What is not named here stands as it was signed.

You can ask for our signed status at any time, without an account: GET /v1/attestations/${digest('11')}/status
`);
  });

  it('names what stands in its place', () => {
    const text = renderNotice({ ...PARTS, state: 'superseded', affected: [], replacedBy: digest('33') });
    expect(text).toContain(`a newer assessment stands in its place: ${digest('33')}`);
  });

  it('says that all of it was withdrawn', () => {
    const text = renderNotice({ ...PARTS, state: 'withdrawn', affected: [] });
    expect(text).toContain('no longer stand behind any of it');
  });

  it('lets nobody write lines or directions into it', () => {
    const recipient = { ...PARTS.recipient, name: 'Robin\nFrom: Somebody else', organization: 'A\u202egency' };
    const lines = renderNotice({ ...PARTS, recipient }).split('\n');
    expect(lines.slice(0, 2)).toEqual(['To: Robin From: Somebody else, A[U+202E]gency', 'From: Acme']);
  });
});
