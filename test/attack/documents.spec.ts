import { describe, expect, it } from '@jest/globals';

import { parse, type EvidenceKind } from '#evidence';
import { digestOf, fromUtf8, toBase64, toUtf8, type JsonObject } from '#kernel';
import { Verifier } from '#verification';

import {
  attestation,
  DIGEST,
  judge,
  PROVENANCE,
  ROOT,
  RULE,
  stops,
  withChange,
} from '../../libs/verification/src/testing/world.js';

const VALID = attestation({ timestamp: true });
const about = (changes: object) => attestation({ statement: { ...PROVENANCE, ...changes } });
const renamed = (bytes: Uint8Array, from: string, to: string) =>
  toUtf8(fromUtf8(bytes).replace(`"${from}":`, `"${to}":`));

describe('the subject', () => {
  it('T-SUBJ-06 in upper-case hexadecimal is refused, though its bytes would be the same', () => {
    const upper = about({ subject: [{ name: 'app.tar.gz', digest: { sha256: DIGEST.toUpperCase() } }] });
    const verdict = judge(upper, {}, { artifact: { digests: [`sha256:${DIGEST}`] } });
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toMatchObject({ subject: 'SUBJECT_INVALID' });
    expect(verdict.checks.find(({ rung }) => rung === 'subject')?.found).toContain('upper case');
  });
});

describe('the predicate', () => {
  const SBOM = { bomFormat: 'CycloneDX', specVersion: '1.5', components: [] };
  const asKinds = (...kinds: EvidenceKind[]) => ({ rules: [{ ...RULE, kinds }] });

  it('T-PRED-01 of an SBOM is nothing to a rule about provenance', () => {
    const sbom = about({ predicateType: 'https://cyclonedx.org/bom', predicate: SBOM });
    expect(judge(sbom, asKinds('sbom')).outcome).toBe('verified');
    const verdict = judge(sbom, asKinds('build-provenance'));
    expect(verdict.outcome).toBe('unverified');
    expect(stops(verdict)).toEqual({ identity: 'RULE_MISSING', policy: 'POLICY_NO_RULE' });
  });

  it('T-PRED-01 of an SBOM under the name of provenance is no provenance', () => {
    const verdict = judge(about({ predicate: SBOM }));
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toEqual({ predicate: 'PREDICATE_INVALID' });
  });

  it('T-PRED-01 of provenance under the name of an SBOM is neither', () => {
    const disguised = about({ predicateType: 'https://cyclonedx.org/bom' });
    expect(judge(disguised, asKinds('build-provenance', 'sbom')).outcome).not.toBe('verified');
  });
});

describe('T-RAW-01 the bytes that count are those that were signed and received', () => {
  const payload = fromUtf8(toUtf8(JSON.stringify(PROVENANCE)));
  const resigned = (text: string) => withChange(VALID, ['dsseEnvelope', 'payload'], () => toBase64(toUtf8(text)));

  it.each([
    ['with a newline at its end', `${payload}\n`],
    ['with CRLF at its end', `${payload}\r\n`],
    ['behind a byte order mark', `\ufeff${payload}`],
    ['indented', JSON.stringify(PROVENANCE, undefined, 2)],
    ['with its keys in another order', JSON.stringify(Object.fromEntries(Object.entries(PROVENANCE).reverse()))],
    ['with a letter spelt as an escape', payload.replace('app.tar.gz', '\\u0061pp.tar.gz')],
    ['with a slash spelt as an escape', payload.replace('/', '\\/')],
  ])('a statement %s says the same and is not what was signed', (_, text) => {
    expect(JSON.parse(text.replace('\ufeff', ''))).toEqual(PROVENANCE);
    expect(stops(judge(resigned(text)))).toMatchObject({
      signature: 'SIGNATURE_INVALID',
      'transparency-log': 'LOG_BODY_MISMATCH',
    });
  });

  it.each([
    ['a newline at its end', `${fromUtf8(VALID)}\n`],
    ['CRLF at its end', `${fromUtf8(VALID)}\r\n`],
    ['indentation', JSON.stringify(JSON.parse(fromUtf8(VALID)), undefined, 2)],
  ])('a bundle with %s is verified, as other evidence than without', (_, text) => {
    const verdict = judge(toUtf8(text));
    expect(verdict.outcome).toBe('verified');
    expect(verdict.evidence).toBe(digestOf(toUtf8(text)));
    expect(verdict.evidence).not.toBe(digestOf(VALID));
  });

  it('a bundle behind a byte order mark is refused', () => {
    expect(stops(judge(toUtf8(`\ufeff${fromUtf8(VALID)}`)))).toMatchObject({ bytes: 'JSON_INVALID' });
  });
});

describe('JSON that two readers could read differently', () => {
  it.each([
    ['at the top', `{"__proto__":{"mediaType":"x"},${fromUtf8(VALID).slice(1)}`],
    ['deep inside', fromUtf8(VALID).replace('"logId":{', '"logId":{"__proto__":{"keyId":"AA=="},')],
    ['spelt with an escape', `{"__pro\\u0074o__":{},${fromUtf8(VALID).slice(1)}`],
  ])('T-JSON-01 the key __proto__ %s is refused, and pollutes nothing', (_, text) => {
    expect(stops(judge(toUtf8(text)))).toMatchObject({ bytes: 'JSON_FORBIDDEN_KEY' });
    expect(({} as JsonObject)['mediaType']).toBeUndefined();
  });

  it('T-JSON-01 keys that every object inherits are read as absent', () => {
    const { content } = parse(
      toUtf8('{"payloadType":"application/vnd.in-toto+json","signatures":[],"constructor":{}}'),
    );
    expect(content).toMatchObject({ kind: 'unknown' });
    const builder = { ...PROVENANCE.predicate, runDetails: { builder: { id: 'constructor' } } };
    const verdict = judge(about({ predicate: builder }), { rules: [{ ...RULE, builders: { other: 3 } }] });
    expect(stops(verdict)).toEqual({ policy: 'POLICY_BUILDER_UNTRUSTED' });
  });

  it.each([
    ['at the top', `{"mediaType":"a",${fromUtf8(VALID).slice(1)}`],
    ['in a log entry', fromUtf8(VALID).replace('"logId":{', '"logId":{"keyId":"AA==",')],
    ['once spelt with an escape', fromUtf8(VALID).replace('"logId":{', '"logId":{"key\\u0049d":"AA==",')],
  ])('T-JSON-02 a key twice %s is refused', (_, text) => {
    expect(stops(judge(toUtf8(text)))).toMatchObject({ bytes: 'JSON_DUPLICATE_KEY' });
  });

  it('T-JSON-02 a key twice in what was signed is refused, though the signature holds', () => {
    const twice = JSON.stringify(PROVENANCE).replace('"subject":', '"subject":[{"digest":{"sha256":"0"}}],"subject":');
    const verdict = judge(attestation({ statement: toUtf8(twice) }));
    expect(verdict.outcome).not.toBe('verified');
    expect(verdict.checks.find(({ rung }) => rung === 'signature')?.outcome).toBe('passed');
  });

  it.each(['mediaType', 'verificationMaterial', 'dsseEnvelope', 'payload', 'tlogEntries', 'signatures'])(
    'T-JSON-03 %s in other case is another key',
    (name) => {
      const other = name.charAt(0).toUpperCase() + name.slice(1);
      expect(judge(renamed(VALID, name, other)).outcome).not.toBe('verified');
    },
  );

  it('T-JSON-03 a key beside the same key in other case does not replace it', () => {
    const payloadType = `{"MediaType":"x","DSSEEnvelope":{},${fromUtf8(VALID).slice(1)}`;
    const verdict = judge(toUtf8(payloadType));
    expect(verdict.outcome).toBe('verified');
    const upper = JSON.stringify(PROVENANCE).replace('{', '{"Subject":[],"PredicateType":"x",');
    expect(judge(attestation({ statement: toUtf8(upper) })).outcome).toBe('verified');
    const only = JSON.stringify(PROVENANCE).replace('"subject"', '"Subject"');
    expect(judge(attestation({ statement: toUtf8(only) })).outcome).not.toBe('verified');
  });
});

describe('T-ENC-01 base64', () => {
  const PATHS: readonly (readonly (string | number)[])[] = [
    ['dsseEnvelope', 'payload'],
    ['dsseEnvelope', 'signatures', 0, 'sig'],
    ['verificationMaterial', 'certificate', 'rawBytes'],
    ['verificationMaterial', 'tlogEntries', 0, 'canonicalizedBody'],
    ['verificationMaterial', 'tlogEntries', 0, 'logId', 'keyId'],
    ['verificationMaterial', 'tlogEntries', 0, 'inclusionPromise', 'signedEntryTimestamp'],
    ['verificationMaterial', 'tlogEntries', 0, 'inclusionProof', 'rootHash'],
    ['verificationMaterial', 'timestampVerificationData', 'rfc3161Timestamps', 0, 'signedTimestamp'],
  ];
  const SPELLINGS: readonly (readonly [string, (text: string) => string])[] = [
    ['a newline behind', (text) => `${text}\n`],
    ['a blank inside', (text) => `${text.slice(0, 4)} ${text.slice(4)}`],
    ['line breaks', (text) => text.replace(/.{64}|.{20}$/g, '$&\n')],
    ['padding too much', (text) => `${text}====`],
    [
      'no padding, or the start of another group',
      (text) => (text.endsWith('=') ? text.replace(/=+$/, '') : `${text}A`),
    ],
    ['the alphabet of URLs', (text) => `-_${text.slice(2)}`],
    ['letters that are none', (text) => `${text.slice(0, 4)}!${text.slice(4)}`],
  ];
  const verifier = new Verifier({ trustRoots: [ROOT], rules: [RULE] });

  it.each(SPELLINGS)('with %s is refused in every field', (_, spell) => {
    for (const path of PATHS) {
      const broken = withChange(VALID, path, spell);
      const { outcome, checks } = verifier.verify(parse(broken)).verdict;
      expect(outcome).toBe('rejected');
      expect(checks.find((check) => check.outcome === 'failed')?.code).toBe('BASE64_INVALID');
    }
  });

  it('with bits behind its end is refused', () => {
    const text = `${JSON.stringify(PROVENANCE)}${' '.repeat(2)}`;
    const padded = [text, `${text} `, `${text}  `].find((candidate) => candidate.length % 3 === 1) ?? '';
    const bundle = attestation({ statement: toUtf8(padded) });
    const broken = withChange(bundle, ['dsseEnvelope', 'payload'], (payload: string) => {
      expect(payload).toMatch(/IA==$/);
      return payload.replace(/IA==$/, 'IB==');
    });
    expect(judge(bundle).outcome).toBe('verified');
    expect(stops(judge(broken))).toMatchObject({ bytes: 'BASE64_INVALID' });
  });
});
