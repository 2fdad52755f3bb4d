import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { digestOf, LIMITS, toUtf8, type JsonValue } from '#kernel';

import { parse } from './parse.js';
import type { Content } from './parsed.js';
import { attestationBundle, envelope, messageBundle } from './testing/bundles.js';
import { jsonBytes, withChange } from './testing/json.js';
import { HUMAN_EVIDENCE, SLSA_V1, statement } from './testing/statements.js';

const SLSA = 'https://slsa.dev/provenance/v1';
const read = (json: unknown) => parse(jsonBytes(json));

function problemOf(content: Content) {
  return content.kind === 'signed' ? content.problem : undefined;
}

function codeOf(content: Content) {
  return content.kind === 'unknown' ? content.code : 'known';
}

describe('evidence is recognised', () => {
  it('as a message signature, which signs an artifact', () => {
    const parsed = read(messageBundle());
    expect(parsed).toMatchObject({ format: 'sigstore-bundle v0.3', kind: 'artifact-signature' });
    expect(parsed.content.kind).toBe('signed');
  });

  it('as an attestation, by its predicate type', () => {
    const parsed = read(attestationBundle(statement(SLSA, SLSA_V1)));
    expect(parsed.kind).toBe('build-provenance');
    expect(parsed.content).toMatchObject({ kind: 'signed', predicate: { kind: 'build-provenance' } });
  });

  it('as an artifact signature when cosign wrapped it in a statement', () => {
    expect(read(attestationBundle(statement('https://sigstore.dev/cosign/sign/v1', null))).kind).toBe(
      'artifact-signature',
    );
  });

  it('as a bare DSSE envelope', () => {
    expect(read(envelope(statement(SLSA, SLSA_V1)))).toMatchObject({
      format: 'dsse-envelope v1',
      kind: 'build-provenance',
    });
  });

  it.each([
    [{ spdxVersion: 'SPDX-2.2' }, 'spdx 2.2', 'sbom'],
    [{ spdxVersion: 'SPDX-2.3' }, 'spdx 2.3', 'sbom'],
    [{ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [] }, 'spdx 3.0.1', 'sbom'],
    [{ bomFormat: 'CycloneDX', specVersion: '1.4' }, 'cyclonedx 1.4', 'sbom'],
    [{ bomFormat: 'CycloneDX', specVersion: '1.7' }, 'cyclonedx 1.7', 'sbom'],
    [{ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] }, 'openvex 0.2.0', 'vex'],
    [{ '@context': 'https://openvex.dev/ns', statements: [] }, 'openvex', 'vex'],
    [statement(SLSA, SLSA_V1), 'in-toto-statement v1', 'build-provenance'],
  ])('as a known document that nobody signed: %j', (document, format, kind) => {
    expect(read(document)).toMatchObject({ format, kind, content: { kind: 'unsigned' } });
  });

  it.each([
    [{ spdxVersion: 'SPDX-2.3' }, 'sbom', 'FIELD_MISSING'],
    [{ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [] }, 'sbom', 'FORMAT_VERSION'],
    [{ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{}] }, 'sbom', 'FIELD_MISSING'],
    [{ '@context': 'https://openvex.dev/ns/v0.2.0', '@id': 'v', author: 'a' }, 'vex', 'FIELD_MISSING'],
    [{ ...statement(SLSA, SLSA_V1), predicate: {} }, 'build-provenance', 'FIELD_MISSING'],
  ])('as a known document that nobody signed and that breaks the rules of its format: %j', (document, kind, code) => {
    expect(read(document)).toMatchObject({ kind, content: { kind: 'unsigned', problem: { code } } });
  });

  it('as a VEX where an unsigned CycloneDX document is one', () => {
    const vulnerabilities = [{ id: 'CVE-1', analysis: { state: 'resolved' } }];
    const document = { bomFormat: 'CycloneDX', specVersion: '1.6', vulnerabilities };
    expect(read(document)).toMatchObject({ kind: 'vex', content: { kind: 'unsigned' } });
    expect(read(document).content).not.toHaveProperty('problem');
  });

  it('by the SHA-256 of its bytes exactly as they came', () => {
    const bytes = toUtf8(`${JSON.stringify(messageBundle(), null, 2)}\r\n`);
    expect(parse(bytes).digest).toBe(digestOf(bytes));
    expect(parse(bytes).digest).not.toBe(read(messageBundle()).digest);
  });
});

describe('evidence stays unknown, with a code', () => {
  it.each<[string, Uint8Array, string]>([
    ['when it is empty', new Uint8Array(), 'JSON_INVALID'],
    ['when it is not UTF-8', Uint8Array.of(0xff, 0xfe), 'UTF8_INVALID'],
    ['when it starts with a byte order mark', toUtf8('\ufeff{}'), 'JSON_INVALID'],
    ['when it is JSON of no known kind', toUtf8('{"a":1}'), 'FORMAT_UNKNOWN'],
    ['when it is a list', toUtf8('[]'), 'FORMAT_UNKNOWN'],
    ['when it is null', toUtf8('null'), 'FORMAT_UNKNOWN'],
    ['when it nests too deep', toUtf8('['.repeat(100_000)), 'JSON_TOO_DEEP'],
    ['when it is an SBOM of a version not supported', toUtf8('{"spdxVersion":"SPDX-2.1"}'), 'FORMAT_VERSION'],
    [
      'when it is a statement of a version that does not exist',
      jsonBytes({ _type: 'https://in-toto.io/Statement/v9' }),
      'STATEMENT_TYPE',
    ],
    [
      'when it is a bundle of another media type',
      jsonBytes(withChange(messageBundle(), 'mediaType', 'text/plain')),
      'BUNDLE_MEDIA_TYPE',
    ],
    ['when it is larger than any document', new Uint8Array(LIMITS.documentBytes + 1), 'DOCUMENT_TOO_LARGE'],
  ])('%s', (_, bytes, code) => {
    const parsed = parse(bytes);
    expect(parsed.kind).toBe('other');
    expect(codeOf(parsed.content)).toBe(code);
  });

  it('when it is a bundle larger than bundles are, also inside one base64 field', () => {
    const payload = 'A'.repeat(LIMITS.bundleBytes);
    const bundle = withChange(attestationBundle({}), 'dsseEnvelope.payload', payload);
    expect(codeOf(read(bundle).content)).toBe('BUNDLE_TOO_LARGE');
  });
});

describe('an envelope whose payload cannot be read names the rung it fails on', () => {
  const bundle = (change: (json: JsonValue) => JsonValue) => read(attestationBundle(change(statement(SLSA, SLSA_V1))));

  it.each<[string, string, JsonValue | undefined, string, string]>([
    ['a statement of another version', '_type', 'https://in-toto.io/Statement/v2', 'envelope', 'STATEMENT_TYPE'],
    ['no subject', 'subject', [], 'subject', 'SUBJECT_NONE'],
    ['an upper-case digest', 'subject.0.digest.sha256', 'A'.repeat(64), 'subject', 'SUBJECT_DIGEST_CASE'],
    ['no predicate type', 'predicateType', undefined, 'predicate', 'FIELD_MISSING'],
    ['a predicate type with a blank behind it', 'predicateType', `${SLSA} `, 'predicate', 'PREDICATE_TYPE_UNKNOWN'],
    ['a predicate without its builder', 'predicate.runDetails', undefined, 'predicate', 'FIELD_MISSING'],
  ])('%s', (_, path, value, rung, code) => {
    expect(problemOf(bundle((valid) => valid).content)).toBeUndefined();
    expect(problemOf(bundle((valid) => withChange(valid, path, value)).content)).toMatchObject({ rung, code });
  });

  it('a payload that is not JSON', () => {
    const parsed = read(withChange(attestationBundle({}), 'dsseEnvelope.payload', 'AAAA'));
    expect(problemOf(parsed.content)).toMatchObject({ rung: 'envelope', code: 'JSON_INVALID' });
  });

  it('a payload type that is not in-toto', () => {
    const parsed = read(
      withChange(attestationBundle(statement(SLSA, SLSA_V1)), 'dsseEnvelope.payloadType', 'application/json'),
    );
    expect(parsed.kind).toBe('other');
    expect(parsed.content).not.toHaveProperty('statement');
    expect(problemOf(parsed.content)).toMatchObject({ rung: 'envelope', code: 'DSSE_PAYLOAD_TYPE' });
  });

  it('and keeps the kind it would have been, so that an absence can be explained', () => {
    expect(bundle((valid) => withChange(valid, 'subject', [])).kind).toBe('build-provenance');
    expect(bundle((valid) => withChange(valid, 'predicate.runDetails', undefined)).kind).toBe('build-provenance');
  });
});

describe('whatever the bytes are, parsing gives an answer', () => {
  const seeds = [
    messageBundle('v0.1'),
    messageBundle(),
    attestationBundle(statement(SLSA, SLSA_V1)),
    envelope(statement('https://averment.dev/predicate/human-evidence/v1', HUMAN_EVIDENCE)),
    { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ name: 'a', version: '1' }] },
  ].map(jsonBytes);

  it('for arbitrary bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => parse(bytes).digest === digestOf(bytes)));
  });

  it('for arbitrary JSON, also under the keys that formats are recognised by', () => {
    const key = fc.constantFrom(
      'mediaType',
      'verificationMaterial',
      'payloadType',
      '_type',
      'spdxVersion',
      'bomFormat',
      '@context',
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(key, fc.jsonValue()), (json, keyed) => {
        expect(read(json).content.kind).toBe('unknown');
        expect(read(keyed).digest).toBeDefined();
      }),
    );
  });

  it('for valid evidence with bytes changed, cut and repeated', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat(20), insert: fc.uint8Array({ maxLength: 20 }) });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 5 }), (seed, edits) => {
        let bytes = Buffer.from(seed);
        for (const { at, length, insert } of edits) {
          const start = at % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + length)]);
        }
        expect(['signed', 'unsigned', 'unknown']).toContain(parse(bytes).content.kind);
      }),
      { numRuns: 500 },
    );
  });

  it('for valid evidence with one JSON value replaced by any other', () => {
    const pathsOf = (value: unknown, path: string): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, child]) => [`${path}${key}`, ...pathsOf(child, `${path}${key}.`)])
        : [];
    const cases = seeds.map((bytes) => JSON.parse(Buffer.from(bytes).toString()) as JsonValue);
    const target = fc.constantFrom(...cases.flatMap((json) => pathsOf(json, '').map((path) => ({ json, path }))));
    fc.assert(
      fc.property(target, fc.jsonValue(), ({ json, path }, value) => {
        expect(['signed', 'unsigned', 'unknown']).toContain(
          read(withChange(json, path, value as JsonValue)).content.kind,
        );
      }),
      { numRuns: 500 },
    );
  });
});
