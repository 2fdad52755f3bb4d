import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { concatBytes, Field, toUtf8 } from '#kernel';

import { parseBareEnvelope, preAuthEncoding } from './dsse.js';
import { envelope } from '../../testing/bundles.js';
import { base64Of, withChange } from '../../testing/json.js';
import { refusalOf } from '../../testing/refusal.js';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('the pre-authentication encoding', () => {
  it('is that of the DSSE protocol', () => {
    const encoded = preAuthEncoding('http://example.com/HelloWorld', toUtf8('hello world'));
    expect(textOf(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes of UTF-8, not characters, in the payload type', () => {
    expect(textOf(preAuthEncoding('té', toUtf8('é')))).toBe('DSSEv1 3 té 2 é');
  });

  it('keeps payload bytes that are not text', () => {
    const payload = Uint8Array.of(0, 0xff, 0x80, 0x0a);
    expect(preAuthEncoding('t', payload)).toEqual(concatBytes(toUtf8('DSSEv1 1 t 4 '), payload));
  });

  it('never is the same for two different envelopes', () => {
    const parts = fc.tuple(fc.string({ unit: 'grapheme' }), fc.uint8Array());
    fc.assert(
      fc.property(parts, parts, ([typeA, payloadA], [typeB, payloadB]) => {
        const same = typeA === typeB && Buffer.compare(payloadA, payloadB) === 0;
        const encoded = Buffer.compare(preAuthEncoding(typeA, payloadA), preAuthEncoding(typeB, payloadB)) === 0;
        expect(encoded).toBe(same);
      }),
    );
  });
});

describe('a bare envelope', () => {
  const valid = envelope({ any: 'payload' });
  const read = (json: typeof valid) => parseBareEnvelope(new Field(json));

  it('takes its first key id as the only hint at the key, and has neither log nor time', () => {
    const entity = read(valid);
    expect(entity.key).toEqual({ kind: 'public-key', hint: 'first key' });
    expect(entity.logEntries).toEqual([]);
    expect(entity.timestamps).toEqual([]);
  });

  it('is signed by the certificate that stands beside a signature, where one does', () => {
    const cert = `-----BEGIN CERTIFICATE-----\n${base64Of('leaf')}\n-----END CERTIFICATE-----\n`;
    const beside = (item: object) =>
      withChange(valid, 'signatures', [
        { sig: 'AA==', keyid: 'x' },
        { sig: 'AQ==', ...item },
      ]);
    expect(read(beside({ cert })).key).toEqual({ kind: 'certificate', der: toUtf8('leaf') });
    expect(read(beside({ cert: '' })).key).toEqual({ kind: 'public-key', hint: 'x' });
    expect(refusalOf(() => read(beside({ cert: 'no PEM' })))).toBe('PEM_INVALID');
  });

  it('may carry several signatures, each kept', () => {
    const three = withChange(valid, 'signatures', [
      { sig: 'AA==' },
      { sig: 'AQ==', keyid: null },
      { sig: 'Ag==', keyid: 'x' },
    ]);
    const { content } = read(three);
    expect(content.signatures.map(({ keyid }) => keyid)).toEqual(['', '', 'x']);
  });

  it.each([
    ['without a signature', 'signatures', [], 'DSSE_SIGNATURE_COUNT'],
    [
      'with more signatures than are judged',
      'signatures',
      Array.from({ length: 33 }, () => ({ sig: 'AA==' })),
      'LIMIT_EXCEEDED',
    ],
    ['with an empty signature', 'signatures.0.sig', '', 'FIELD_MISSING'],
    ['without a payload type', 'payloadType', undefined, 'FIELD_MISSING'],
    ['with a payload type that has no UTF-8', 'payloadType', 'a\ud800b', 'FIELD_INVALID'],
    ['without a payload', 'payload', undefined, 'FIELD_MISSING'],
    ['with a payload in the URL alphabet', 'payload', 'A-_A', 'BASE64_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(valid, path, value)))).toBe(code);
  });
});
