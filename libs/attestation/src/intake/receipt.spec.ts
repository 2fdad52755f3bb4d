import { describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { parseDigest, parseInstant } from '#kernel';

import { keySigner } from '../fixtures/key-signer.js';
import { signReceipt } from './receipt.js';

describe('an intake receipt', () => {
  it('is a signed statement about exactly the received bytes', async () => {
    const evidence = parseDigest(`sha256:${'aa'.repeat(32)}`);
    const receivedAt = parseInstant('2026-11-20T08:00:00Z');
    const { kind, content } = parse(await signReceipt({ evidence, receivedAt, organization: 'acme' }, keySigner()));
    expect(kind).toBe('other');
    expect(content).toMatchObject({
      kind: 'signed',
      statement: {
        predicateType: 'https://averment.dev/predicate/intake-receipt/v1',
        subjects: [{ digests: [evidence] }],
        predicate: { organization: 'acme', receivedAt },
      },
    });
    expect(content).not.toHaveProperty('problem');
  });
});
