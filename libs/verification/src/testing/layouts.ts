import { packEvidenceSet } from '#evidence';
import { canonicalJson, parseInstant, sha256, toBase64, toHex, toUtf8, type JsonObject } from '#kernel';
import { deriveKey, Seed } from '#sample-world';

import type { TrustRule } from '../trust-rule.js';
import { KEY_RULE } from './world.js';

export const BEFORE_EXPIRY = parseInstant('2029-12-31T23:59:59Z');
const EXPIRES = '2030-01-01T00:00:00Z';

/** Somebody with an Ed25519 key, as layouts name them. */
export interface Person {
  readonly keyid: string;
  /** The key object of a layout. */
  readonly object: JsonObject;
  readonly pem: string;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** @param hashes as key objects name them; another list is another id of the same key */
export function person(name: string, hashes: readonly string[] = ['sha256', 'sha512']): Person {
  const key = deriveKey(new Seed('layouts'), name, 'ed25519');
  const named = {
    keytype: 'ed25519',
    scheme: 'ed25519',
    keyid_hash_algorithms: hashes,
    keyval: { public: toHex(key.publicKey.spki.subarray(-32)) },
  };
  // These objects hold nothing that the two canonical forms would write differently.
  const keyid = toHex(sha256(toUtf8(canonicalJson(named))));
  return { keyid, object: { ...named, keyid }, pem: key.publicKey.toPem(), sign: (message) => key.sign(message) };
}

export const OWNER = person('owner');
export const ALICE = person('alice');
export const BOB = person('bob');
export const MALLORY = person('mallory');

export const LAYOUT_RULE: TrustRule = {
  ...KEY_RULE,
  id: 'project-owner',
  kinds: ['supply-chain-layout', 'link'],
  signer: { kind: 'key', publicKey: OWNER.pem },
};

/** A hash of 64 times the same digit. */
export const digest = (digit: string) => ({ sha256: digit.repeat(64) });

export function metablock(signed: JsonObject, ...signers: readonly Person[]): JsonObject {
  const bytes = toUtf8(canonicalJson(signed));
  return { signed, signatures: signers.map(({ keyid, sign }) => ({ keyid, sig: toHex(sign(bytes)) })) };
}

export function envelope(signed: JsonObject, signer: Person): JsonObject {
  const payload = toUtf8(JSON.stringify(signed));
  const type = 'application/vnd.in-toto+json';
  const encoded = Buffer.concat([toUtf8(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
  const signatures = [{ keyid: signer.keyid, sig: toBase64(signer.sign(encoded)) }];
  return { payloadType: type, payload: toBase64(payload), signatures };
}

export function step(name: string, fields: JsonObject = {}): JsonObject {
  return {
    _type: 'step',
    name,
    pubkeys: [ALICE.keyid],
    threshold: 1,
    expected_command: [],
    expected_materials: [],
    expected_products: [],
    ...fields,
  };
}

/** Alice writes the code, Bob packages it. */
export const STEPS: readonly JsonObject[] = [
  step('write-code', {
    expected_products: [
      ['CREATE', 'src/*'],
      ['DISALLOW', '*'],
    ],
  }),
  step('package', {
    pubkeys: [BOB.keyid],
    expected_materials: [
      ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write-code'],
      ['DISALLOW', '*'],
    ],
    expected_products: [
      ['CREATE', 'app.tar'],
      ['DISALLOW', '*'],
    ],
  }),
];

export function layout(fields: JsonObject = {}, people: readonly Person[] = [ALICE, BOB]): JsonObject {
  const keys = Object.fromEntries(people.map(({ keyid, object }) => [keyid, object]));
  return { _type: 'layout', steps: STEPS, inspect: [], keys, expires: EXPIRES, readme: '', ...fields };
}

export function link(name: string, materials: JsonObject, products: JsonObject): JsonObject {
  return { _type: 'link', name, materials, products, byproducts: {}, command: [], environment: {} };
}

export const CODE = { 'src/a.c': digest('a'), 'src/b.c': digest('b') };
export const WRITTEN = link('write-code', {}, CODE);
export const PACKAGED = link('package', CODE, { 'app.tar': digest('f') });

/** The name that in-toto gives the file of a link. */
export function linkFile(name: string, { keyid }: Person): string {
  return `links/${name}.${keyid.slice(0, 8)}.link`;
}

/** The two links that fulfil {@link layout}. */
export const LINKS: Readonly<Record<string, JsonObject>> = {
  [linkFile('write-code', ALICE)]: metablock(WRITTEN, ALICE),
  [linkFile('package', BOB)]: metablock(PACKAGED, BOB),
};

/** Layout and links as they are handed in. */
export function layoutSet(signed: JsonObject, links: Readonly<Record<string, JsonObject>> = LINKS): Uint8Array {
  const parts = Object.entries({ layout: signed, ...links });
  return packEvidenceSet('in-toto-layout', new Map(parts.map(([name, json]) => [name, toUtf8(JSON.stringify(json))])));
}
