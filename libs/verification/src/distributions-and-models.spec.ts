import { describe, expect, it } from '@jest/globals';

import { parse, unpack } from '#evidence';
import { digestOf, fromUtf8, toUtf8, type JsonObject } from '#kernel';

import type { Expectation } from './rungs/expectation.js';
import { attestation, DIGEST, flipped, judge, RULE, stops, withChange } from './testing/world.js';

const NAME = 'Some.Thing-1.0-py2.py3-none-any.whl';
const RULES = { rules: [{ ...RULE, kinds: ['release', 'artifact-signature'] as const }] };
const FILE = { digests: [`sha256:${DIGEST}`] as const };

const published = (changes: JsonObject = {}) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: NAME, digest: { sha256: DIGEST } }],
  predicateType: 'https://docs.pypi.org/attestations/publish/v1',
  predicate: null,
  ...changes,
});

interface Bundle {
  readonly verificationMaterial: {
    readonly certificate: { readonly rawBytes: string };
    readonly tlogEntries: readonly JsonObject[];
  };
  readonly dsseEnvelope: { readonly payload: string; readonly signatures: readonly { readonly sig: string }[] };
}

/** PEP 740's spelling of a valid keyless attestation. */
function pypiAttestation(statement: JsonObject = published()): Uint8Array {
  const { verificationMaterial, dsseEnvelope } = JSON.parse(fromUtf8(attestation({ statement }))) as Bundle;
  return toUtf8(
    JSON.stringify({
      version: 1,
      verification_material: {
        certificate: verificationMaterial.certificate.rawBytes,
        transparency_entries: verificationMaterial.tlogEntries,
      },
      envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]?.sig },
    }),
  );
}

const VALID = pypiAttestation();
const OTHER = JSON.parse(fromUtf8(pypiAttestation())) as {
  readonly verification_material: { readonly certificate: string; readonly transparency_entries: readonly unknown[] };
};
const about = (fileName?: string): Expectation => ({
  artifact: { ...FILE, ...(fileName !== undefined && { fileName }) },
});

describe('an attestation of PyPI', () => {
  it.each<[string, string | undefined]>([
    ['without its file name', undefined],
    ['by its name', NAME],
    ['by its name in another spelling', 'some_thing-1.0-py3.py2-none-any.whl'],
  ])('is verified for its file %s', (_, fileName) => {
    const verdict = judge(VALID, RULES, about(fileName));
    expect(stops(verdict)).toEqual({});
    expect(parse(VALID).format).toBe('pypi-attestation v1');
  });

  it.each(['other-1.0-py3-none-any.whl', 'some_thing-1.1-py2.py3-none-any.whl', 'some_thing-1.0.tar.gz', 'x.bin'])(
    'is refused for the same bytes under the name %s',
    (fileName) => {
      expect(stops(judge(VALID, RULES, about(fileName)))).toEqual({ subject: 'SUBJECT_FILE_NAME' });
    },
  );

  it('T-SUBJ-05 is refused for other bytes under its name', () => {
    const other: Expectation = { artifact: { digests: [`sha256:${'b'.repeat(64)}`], fileName: NAME } };
    expect(stops(judge(VALID, RULES, other))).toEqual({ subject: 'SUBJECT_MISMATCH' });
  });

  it.each<[string, JsonObject]>([
    ['two files', { subject: [1, 2].map(() => ({ name: NAME, digest: { sha256: DIGEST } })) }],
    ['a file without a name', { subject: [{ digest: { sha256: DIGEST } }] }],
    ['a file that is no distribution', { subject: [{ name: 'notes.txt', digest: { sha256: DIGEST } }] }],
    ['a file by SHA-512 alone', { subject: [{ name: NAME, digest: { sha512: 'c'.repeat(128) } }] }],
  ])('is refused when it publishes %s', (_, changes) => {
    expect(stops(judge(pypiAttestation(published(changes)), RULES))).toEqual({ predicate: 'PREDICATE_INVALID' });
  });

  const MATERIAL = 'verification_material';
  it.each<[string, readonly (string | number)[], (before: never) => unknown, object]>([
    [
      'T-BODY-01 the log entry of another',
      [MATERIAL, 'transparency_entries'],
      () => OTHER.verification_material.transparency_entries,
      { 'transparency-log': 'LOG_BODY_MISMATCH' },
    ],
    [
      'the certificate of another',
      [MATERIAL, 'certificate'],
      () => OTHER.verification_material.certificate,
      { signature: 'SIGNATURE_INVALID' },
    ],
    ['another signature', ['envelope', 'signature'], (sig: string) => flipped(sig), { signature: 'SIGNATURE_INVALID' }],
    ['no log entry', [MATERIAL, 'transparency_entries'], () => [], { format: 'FIELD_MISSING' }],
    [
      'no proof of inclusion',
      [MATERIAL, 'transparency_entries', 0, 'inclusionProof'],
      () => undefined,
      { format: 'BUNDLE_NO_PROOF' },
    ],
    ['another version', ['version'], () => 2, { format: 'FORMAT_VERSION' }],
  ])('is refused with %s', (_, path, change, stopped) => {
    const verdict = judge(withChange(VALID, path, change), RULES, about());
    expect(stops(verdict)).toMatchObject(stopped);
    expect(verdict.outcome).not.toBe('verified');
  });

  it('keeps its bytes in the provenance object that an index serves', () => {
    const object = `{"version":1,"attestation_bundles":[{"publisher":{"kind":"GitHub"},"attestations":[${fromUtf8(VALID)}]}]}`;
    const [piece] = unpack(toUtf8(object)) ?? [];
    expect(piece?.bytes).toEqual(VALID);
  });
});

describe('a signed model', () => {
  const parts = { 'a.bin': 'one', 'b.bin': 'two' };
  const subject = Object.entries(parts).map(([name, text]) => ({
    name,
    digest: { sha256: digestOf(toUtf8(text)).slice('sha256:'.length) },
  }));
  const predicateType = 'https://model_signing/Digests/v0.1';
  const signed = attestation({ statement: published({ subject, predicateType, predicate: { unused: '' } }) });
  const folder = (contents: Readonly<Record<string, string>>): Expectation => {
    const files = Object.entries(contents).map(([path, text]) => [path, [digestOf(toUtf8(text))]] as const);
    return { artifact: { digests: [], files: new Map(files) } };
  };

  it('is verified for its folder', () => {
    expect(stops(judge(signed, RULES, folder(parts)))).toEqual({});
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['is changed', { ...parts, 'a.bin': 'uno' }, 'changed a.bin'],
    ['is missing', { 'a.bin': 'one' }, 'missing b.bin'],
    ['is too much', { ...parts, 'c.bin': '' }, 'extra c.bin'],
  ])('is refused where a file %s, and says which', (_, contents, found) => {
    const verdict = judge(signed, RULES, folder(contents));
    expect(stops(verdict)).toEqual({ subject: 'SUBJECT_FILES_DIFFER' });
    expect(verdict.checks.find(({ code }) => code === 'SUBJECT_FILES_DIFFER')?.found).toBe(found);
  });

  it('is the only evidence that can be about a folder', () => {
    expect(stops(judge(VALID, RULES, folder(parts)))).toEqual({ subject: 'SUBJECT_NOT_COMPARABLE' });
  });
});
