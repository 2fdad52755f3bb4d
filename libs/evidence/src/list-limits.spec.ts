import { describe, expect, it } from '@jest/globals';

import { toUtf8 } from '#kernel';

import { parse } from './parse.js';
import { parseStatement } from './statement.js';
import { refusalOf } from './testing/refusal.js';

/** One item more than may be there, and then no JSON: who refuses the list has not read on. */
const endless = (atMost: number) => `[${'{},'.repeat(atMost + 1)}`;
const codeOf = (text: string) => {
  const { content } = parse(toUtf8(text));
  return content.kind === 'unknown' ? content.code : 'none';
};

describe('a list that is too long is refused before the rest is read', () => {
  it.each([
    ['signatures of an envelope', `{"payloadType":"x","payload":"e30=","signatures":${endless(32)}`],
    ['signatures of a bundle', `{"mediaType":"x","dsseEnvelope":{"payload":"e30=","signatures":${endless(32)}`],
    ['log entries', `{"mediaType":"x","verificationMaterial":{"tlogEntries":${endless(32)}`],
    ['certificates', `{"verificationMaterial":{"x509CertificateChain":{"certificates":${endless(10)}`],
    ['time-stamps', `{"verificationMaterial":{"timestampVerificationData":{"rfc3161Timestamps":${endless(32)}`],
    ['subjects of a bare statement', `{"_type":"https://in-toto.io/Statement/v1","subject":${endless(10_000)}`],
  ])('%s', (_, text) => {
    expect(codeOf(text)).toBe('LIMIT_EXCEEDED');
  });

  it('subjects of a signed statement', () => {
    expect(refusalOf(() => parseStatement(toUtf8(`{"subject":${endless(10_000)}`)))).toBe('LIMIT_EXCEEDED');
  });
});
