import { describe, expect, it } from '@jest/globals';

import { toHex, toUtf8 } from '#kernel';

import { parse } from './parse.js';
import { namedSubjects } from './subjects.js';
import { attestationBundle, messageBundle } from './testing/bundles.js';
import { jsonBytes, withChange } from './testing/json.js';
import { artifact, COMMIT, SHA256, SHA512, statement } from './testing/statements.js';

const named = (json: unknown) => namedSubjects(parse(jsonBytes(json)));

describe('the named subjects of evidence', () => {
  it('are the accepted digests of all subjects, sorted, each once', () => {
    const subjects = [
      artifact('b', { sha512: SHA512 }),
      artifact('a'),
      artifact('r', { gitCommit: COMMIT, sha1: COMMIT }),
    ];
    expect(named(attestationBundle(statement('https://slsa.dev/provenance/v1', {}, subjects)))).toEqual([
      `gitCommit:${COMMIT}`,
      `sha256:${SHA256}`,
      `sha512:${SHA512}`,
    ]);
  });

  it('are the message digest of a message signature', () => {
    expect(named(messageBundle())).toEqual([`sha256:${toHex(toUtf8('a digest of thirty-two bytes ...'))}`]);
  });

  it('are none where the bundle does not say what was signed', () => {
    expect(named(withChange(messageBundle(), 'messageSignature.messageDigest', undefined))).toEqual([]);
  });

  it('are none for documents that nobody signed, and for unknown bytes', () => {
    expect(named(statement('https://slsa.dev/provenance/v1', {}))).toEqual([]);
    expect(named({ some: 'thing' })).toEqual([]);
  });
});
