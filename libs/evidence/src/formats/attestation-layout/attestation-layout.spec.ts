import { toUtf8 } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { parse } from '../../parse.js';

const LAYOUT = `expires: "2100-10-10T12:23:22Z"
functionaries:
  ab:
    keyType: ed25519
    keyID: ab
    keyVal: { public: ab }
steps:
  - name: build
    expectedMaterials: ["ALLOW *"]
    expectedPredicates:
      - predicateType: https://slsa.dev/provenance/v1
        expectedAttributes: [{ rule: "predicate.x == 'y'" }]
        functionaries: [ab]
`;

describe('a layout over attestations', () => {
  it('is recognised, and believed by nobody', () => {
    expect(parse(toUtf8(LAYOUT))).toMatchObject({
      format: 'attestation-layout',
      kind: 'supply-chain-layout',
      content: { kind: 'unsigned' },
    });
  });

  it.each([
    ['without an expiry', LAYOUT.replace(/^expires.*\n/, ''), 'FIELD_MISSING'],
    ['with one key twice', `${LAYOUT}steps: []\n`, 'YAML_INVALID'],
    ['with aliases', LAYOUT.replace('keyID: ab', 'keyID: &a ab').replace('[ab]', '[*a]'), 'YAML_INVALID'],
    ['with a step without a name', LAYOUT.replace('name: build', 'title: build'), 'FIELD_MISSING'],
    ['with a rule that is no text', LAYOUT.replace('"ALLOW *"', '1'), 'FIELD_INVALID'],
    ['that is too long', `${LAYOUT}# ${'x'.repeat(256 * 1024)}`, 'JSON_INVALID'],
  ])('is refused %s', (_, text, code) => {
    expect(parse(toUtf8(text)).content).toMatchObject({ kind: 'unknown', code });
  });
});
