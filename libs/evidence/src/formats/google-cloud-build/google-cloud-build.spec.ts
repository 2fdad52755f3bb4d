import { describe, expect, it } from '@jest/globals';

import { toUtf8, type JsonObject, type JsonValue } from '#kernel';

import { unpack } from '../../containers/unpack.js';
import { parse } from '../../parse.js';
import { base64OfJson, jsonBytes, withChange } from '../../testing/json.js';
import { refusalOf } from '../../testing/refusal.js';
import { SHA256, SLSA_V1 } from '../../testing/statements.js';

const IMAGE = `https://registry.example/acme/app@sha256:${SHA256}`;
const HEADER = { subject: [{ name: 'https://registry.example/acme/app', digest: { sha256: SHA256 } }] };
const NEWER = {
  ...HEADER,
  _type: 'https://in-toto.io/Statement/v1',
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: SLSA_V1,
};
const PREDICATE_V01 = {
  builder: { id: 'https://cloudbuild.googleapis.com/GoogleHostedWorker@v0.3' },
  recipe: { type: 'https://cloudbuild.googleapis.com/CloudBuildYaml@v0.1', definedInMaterial: '-1', arguments: {} },
  materials: [{ uri: 'git+https://github.com/acme/app' }],
};
const OLDER = {
  ...HEADER,
  _type: 'https://in-toto.io/Statement/v0.1',
  predicateType: 'https://slsa.dev/provenance/v0.1',
  predicate: PREDICATE_V01,
};

function occurrence(statement: JsonObject, build: JsonObject): JsonObject {
  const payload = base64OfJson(statement).replaceAll('+', '-').replaceAll('/', '_');
  const signatures = [{ sig: '_-8=', keyid: 'a key of the service' }];
  return {
    kind: 'BUILD',
    resourceUri: IMAGE,
    build,
    envelope: { payloadType: 'application/vnd.in-toto+json', payload, signatures },
  };
}

const { predicate, ...older } = OLDER;
const V1 = occurrence(NEWER, { inTotoSlsaProvenanceV1: NEWER });
const V01 = occurrence(OLDER, { intotoStatement: { ...older, slsaProvenance: predicate } });

function problemOf(document: JsonValue): string | undefined {
  const { content } = parse(jsonBytes(document));
  if (content.kind === 'unknown') return content.code;
  return content.kind === 'signed' ? content.problem?.code : 'not signed';
}

describe('an occurrence of provenance from Google Artifact Registry', () => {
  it('is the envelope in it, whose bytes are in the URL alphabet', () => {
    for (const document of [V1, V01]) {
      const { content, kind, format } = parse(jsonBytes(document));
      expect({ kind, format }).toEqual({ kind: 'build-provenance', format: 'google-cloud-build v1' });
      expect(content).not.toHaveProperty('problem');
      expect(content).toMatchObject({
        entity: { content: { signatures: [{ signature: Uint8Array.of(0xff, 0xef), keyid: 'a key of the service' }] } },
      });
    }
  });

  it('may leave out in its text what is empty, and write otherwise what Google does', () => {
    const text = 'build.intotoStatement.slsaProvenance';
    expect(problemOf(withChange(V01, `${text}.recipe.arguments`, undefined))).toBeUndefined();
    expect(problemOf(withChange(V01, `${text}.recipe.definedInMaterial`, '0'))).toBeUndefined();
    expect(problemOf(withChange(V01, `${text}.metadata`, { buildInvocationId: 'x' }))).toBeUndefined();
  });

  it.each<[string, JsonObject, string, JsonValue | undefined, string]>([
    ['another builder in its text', V01, 'build.intotoStatement.slsaProvenance.builder.id', 'x', 'CLOUD_BUILD_TEXT'],
    [
      'another source in its text',
      V01,
      'build.intotoStatement.slsaProvenance.materials.0.uri',
      'x',
      'CLOUD_BUILD_TEXT',
    ],
    ['another subject in its text', V1, 'build.inTotoSlsaProvenanceV1.subject.0.name', 'x', 'CLOUD_BUILD_TEXT'],
    ['another type in its text', V1, 'build.inTotoSlsaProvenanceV1.predicateType', 'x', 'CLOUD_BUILD_TEXT'],
    ['more in its text', V1, 'build.inTotoSlsaProvenanceV1.predicate.more', 'x', 'CLOUD_BUILD_TEXT'],
    ['another image', V1, 'resourceUri', IMAGE.replaceAll('a@', 'b@').replace(/.$/, 'b'), 'CLOUD_BUILD_RESOURCE'],
    ['an image without digest', V1, 'resourceUri', 'https://registry.example/acme/app:v1', 'CLOUD_BUILD_RESOURCE'],
    ['another kind', V1, 'kind', 'VULNERABILITY', 'FIELD_INVALID'],
    ['no text', V1, 'build', {}, 'FIELD_MISSING'],
    ['an empty signature', V1, 'envelope.signatures.0.sig', '', 'FIELD_MISSING'],
    ['bytes in both alphabets', V1, 'envelope.signatures.0.sig', '_/8=', 'BASE64_INVALID'],
  ])('is refused with %s', (_, document, path, value, code) => {
    expect(problemOf(withChange(document, path, value))).toBe(code);
  });
});

describe('the text beside an envelope', () => {
  it('may hold numbers that nobody can write down again', () => {
    const text = JSON.stringify(withChange(V1, 'build.inTotoSlsaProvenanceV1.predicate.more', 4711));
    const { content } = parse(toUtf8(text.replace('4711', '1e999')));
    expect(content).toMatchObject({ problem: { code: 'CLOUD_BUILD_TEXT' } });
  });
});

describe('the answer of Google Artifact Registry about an image', () => {
  const ANSWER = {
    image_summary: { digest: `sha256:${SHA256}`, fully_qualified_digest: `registry.example/acme/app@sha256:${SHA256}` },
    provenance_summary: { provenance: [V1, V01] },
  };

  it('is taken apart into its occurrences', () => {
    const pieces = unpack(jsonBytes(ANSWER)) ?? [];
    expect(pieces.map(({ name }) => name)).toEqual([
      'provenance_summary.provenance[0]',
      'provenance_summary.provenance[1]',
    ]);
    expect(pieces.map(({ bytes }) => parse(bytes).kind)).toEqual(['build-provenance', 'build-provenance']);
  });

  it('is none where it is no JSON', () => {
    const text = JSON.stringify(ANSWER);
    expect(unpack(toUtf8(text.slice(0, -1)))).toBeUndefined();
    expect(refusalOf(() => unpack(toUtf8(text.replace(`"sha256:${SHA256}"`, 'x y'))))).toBe('CLOUD_BUILD_SUMMARY');
  });

  it.each<[string, string, JsonValue | undefined]>([
    ['whose summary is of another image', 'image_summary.digest', `sha256:${'b'.repeat(64)}`],
    ['whose full name is of another image', 'image_summary.fully_qualified_digest', `x@sha256:${'b'.repeat(64)}`],
    ['without a summary', 'image_summary', undefined],
    [
      'with an occurrence of another image',
      'provenance_summary.provenance.1.resourceUri',
      `x@sha256:${'b'.repeat(64)}`,
    ],
    ['with an occurrence of no image', 'provenance_summary.provenance.1.resourceUri', 7],
  ])('is refused %s', (_, path, value) => {
    expect(refusalOf(() => unpack(jsonBytes(withChange(ANSWER, path, value))))).toBe('CLOUD_BUILD_SUMMARY');
  });
});
