import { canonicalJson, sha256, toHex, toUtf8, type JsonObject, type JsonValue } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { parse } from '../../parse.js';
import { base64OfJson, jsonBytes, withChange } from '../../testing/json.js';
import { packEvidenceSet } from '../evidence-set/evidence-set.js';

const KEY = {
  keytype: 'ed25519',
  scheme: 'ed25519',
  keyid_hash_algorithms: ['sha256', 'sha512'],
  keyval: { public: '0f'.repeat(32) },
} as const satisfies JsonObject;
const idOf = (key: JsonObject) => toHex(sha256(toUtf8(canonicalJson(key))));
const KEYID = idOf(KEY);

const LAYOUT = {
  _type: 'layout',
  expires: '2030-01-01T00:00:00Z',
  readme: '',
  keys: { [KEYID]: { ...KEY, keyid: KEYID } },
  steps: [
    {
      _type: 'step',
      name: 'build',
      pubkeys: [KEYID],
      threshold: 1,
      expected_command: [],
      expected_materials: [],
      expected_products: [['ALLOW', '*']],
    },
  ],
  inspect: [{ _type: 'inspection', name: 'look', run: ['ls'], expected_materials: null, expected_products: [] }],
};
const LINK: JsonObject = {
  _type: 'link',
  name: 'build',
  materials: null,
  products: { './app': { sha256: 'a'.repeat(64), md5: '0' } },
  byproducts: { 'return-value': 0 },
  command: ['make'],
  environment: null,
};
const SIGNATURES = [{ keyid: KEYID, sig: 'ab' }];

const metablock = (signed: JsonValue, signatures: JsonValue = SIGNATURES) => ({ signed, signatures });
const read = (document: JsonValue) => parse(jsonBytes(document));

/** The code under which reading is refused, wherever that is noticed. */
function refusal(document: JsonValue | Uint8Array): string {
  const { content } = document instanceof Uint8Array ? parse(document) : read(document);
  if (content.kind === 'unknown') return content.code;
  return (content.kind === 'signed' ? content.problem?.code : undefined) ?? 'none';
}

const FILE = `links/build.${KEYID.slice(0, 8)}.link`;
function set(parts: Readonly<Record<string, JsonValue>>): Uint8Array {
  return packEvidenceSet(
    'in-toto-layout',
    new Map(Object.entries(parts).map(([name, json]) => [name, jsonBytes(json)])),
  );
}

describe('metadata of in-toto', () => {
  it('in a metablock is signed in canonical JSON, however it is written', () => {
    const { kind, format, content } = read(metablock(LAYOUT));
    expect([kind, format]).toEqual(['supply-chain-layout', 'in-toto-metablock v1.0']);
    const entity = content.kind === 'signed' ? content.entity : undefined;
    expect(entity).toMatchObject({
      key: { kind: 'public-key', hint: KEYID },
      content: { kind: 'metablock' },
      logEntries: [],
    });
    const signed = entity?.content.kind === 'metablock' ? entity.content.signed : undefined;
    expect(signed).toEqual(toUtf8(canonicalJson(LAYOUT)));
  });

  it('in an envelope stays an envelope, and is a layout or a link all the same', () => {
    const envelope = (payload: JsonObject) => ({
      payloadType: 'application/vnd.in-toto+json',
      payload: base64OfJson(payload),
      signatures: [{ keyid: KEYID, sig: 'qqo=' }],
    });
    expect(read(envelope(LAYOUT))).toMatchObject({
      kind: 'supply-chain-layout',
      content: { entity: { content: { kind: 'dsse' } } },
    });
    expect(read(envelope(LINK))).toMatchObject({ kind: 'link', content: { link: { name: 'build' } } });
  });

  it('names as subjects what a link produced, by accepted digests and clean path', () => {
    expect(read(metablock(LINK)).content).toMatchObject({
      subjects: [{ name: 'app', digests: [`sha256:${'a'.repeat(64)}`] }],
    });
  });

  it('that nobody signed is a document like others', () => {
    expect(read(metablock(LAYOUT, [])).content.kind).toBe('unsigned');
    expect(refusal(metablock({ ...LAYOUT, steps: 1 }, []))).toBe('FIELD_INVALID');
  });

  it('of another type is none of ours', () => {
    for (const signed of [{ _type: 'root' }, {}, [], null]) expect(refusal(metablock(signed))).toBe('FORMAT_UNKNOWN');
  });

  it.each<[string, JsonValue, string]>([
    ['with signatures that are none', metablock(LINK, null), 'FIELD_MISSING'],
    ['with a signature that is empty', metablock(LINK, [{ keyid: KEYID, sig: '' }]), 'HEX_INVALID'],
    ['with a signature that is missing', metablock(LINK, [{ keyid: KEYID }]), 'FIELD_MISSING'],
    ['with a key id that is none', metablock(LINK, [{ keyid: 'alice', sig: 'ab' }]), 'HEX_INVALID'],
    [
      'with more signatures than anybody needs',
      metablock(
        LINK,
        Array.from({ length: 33 }, () => SIGNATURES[0] ?? null),
      ),
      'LIMIT_EXCEEDED',
    ],
    ['with a field beside', { ...metablock(LINK), note: 1 }, 'FIELD_UNKNOWN'],
    ['with what canonical JSON cannot hold', metablock({ ...LINK, byproducts: { a: 0.5 } }), 'CANONICAL_JSON'],
  ])('is refused %s', (_, document, code) => {
    expect(refusal(document)).toBe(code);
  });
});

describe('a layout', () => {
  const STEP = 'steps.0';
  it.each<[string, string, JsonValue | undefined, string]>([
    ['a field that nobody reads', 'foo', 1, 'FIELD_UNKNOWN'],
    ['no steps', 'steps', undefined, 'FIELD_MISSING'],
    ['no readme', 'readme', undefined, 'FIELD_MISSING'],
    ['no keys', 'keys', undefined, 'FIELD_MISSING'],
    ['an expiry that is no time', 'expires', 'bad date', 'LAYOUT_EXPIRES'],
    ['an expiry in another spelling', 'expires', '2030-01-01T00:00:00+00:00', 'LAYOUT_EXPIRES'],
    ['an expiry of no calendar', 'expires', '2030-13-01T00:00:00Z', 'INSTANT_INVALID'],
    ['a step of another type', `${STEP}._type`, 'inspection', 'FIELD_INVALID'],
    ['a step without a name', `${STEP}.name`, '', 'FIELD_MISSING'],
    ['a step named as an inspection', `${STEP}.name`, 'look', 'LAYOUT_NAME_TWICE'],
    ['T-POL-02 a threshold of zero', `${STEP}.threshold`, 0, 'LAYOUT_THRESHOLD_INVALID'],
    ['T-POL-02 a negative threshold', `${STEP}.threshold`, -1, 'LAYOUT_THRESHOLD_INVALID'],
    ['T-POL-02 no threshold', `${STEP}.threshold`, undefined, 'LAYOUT_THRESHOLD_INVALID'],
    ['T-POL-02 a threshold that is text', `${STEP}.threshold`, '1', 'LAYOUT_THRESHOLD_INVALID'],
    ['a field of a step that nobody reads', `${STEP}.optional`, true, 'FIELD_UNKNOWN'],
    ['a key id that is none', `${STEP}.pubkeys.0`, 'alice', 'HEX_INVALID'],
    ['a rule that is none', `${STEP}.expected_products.0`, ['SUBVERT', 'a'], 'ARTIFACT_RULE'],
    ['a pattern without end', `${STEP}.expected_products.0.1`, 'a'.repeat(257), 'LIMIT_EXCEEDED'],
    [
      'rules without end',
      `${STEP}.expected_products`,
      Array.from({ length: 1_001 }, () => ['ALLOW', '*']),
      'LIMIT_EXCEEDED',
    ],
    ['an inspection without a name', 'inspect.0.name', undefined, 'FIELD_MISSING'],
    ['T-KEY-06 a key under the id of another', `keys.${KEYID}.keyval.public`, '0e'.repeat(32), 'LAYOUT_KEY'],
    ['T-KEY-06 a key with the id of another', `keys.${KEYID}.keyid`, 'ab', 'LAYOUT_KEY'],
    ['T-KEY-05 a private key', `keys.${KEYID}.keyval.private`, '00', 'KEY_PRIVATE'],
    ['T-KEY-03 a key of another scheme', `keys.${KEYID}.scheme`, 'rsassa-pss-sha256', 'LAYOUT_KEY'],
    ['a key of an unknown scheme', `keys.${KEYID}.scheme`, 'hmac', 'LAYOUT_KEY'],
    ['a key that is none', `keys.${KEYID}.keyval.public`, 'zz', 'HEX_INVALID'],
    ['a key id by an unknown hash', `keys.${KEYID}.keyid_hash_algorithms`, ['md5'], 'LAYOUT_KEY'],
  ])('is refused with %s', (_, path, value, code) => {
    expect(refusal(metablock(withChange(LAYOUT as JsonObject, path, value)))).toBe(code);
  });

  it('is refused with a key in the place of another', () => {
    const other = { ...LAYOUT, keys: { ['a'.repeat(64)]: LAYOUT.keys[KEYID] ?? null } };
    expect(refusal(metablock(other))).toBe('LAYOUT_KEY');
  });

  it('may name its keys by ids of newer and older signers', () => {
    const { keyid_hash_algorithms, ...bare } = KEY;
    for (const id of [idOf(bare), idOf({ ...bare, keyid_hash_algorithms })]) {
      expect(refusal(metablock({ ...LAYOUT, keys: { [id]: { ...bare, keyid: id } } }))).toBe('none');
    }
  });
});

describe('a link', () => {
  it.each<[string, string, JsonValue | undefined, string]>([
    ['a field that nobody reads', 'foo', 1, 'FIELD_UNKNOWN'],
    ['no environment', 'environment', undefined, 'FIELD_MISSING'],
    ['products that are none', 'products', 'invalid', 'FIELD_INVALID'],
    ['a digest that is none', 'products', { a: { sha256: '!@#' } }, 'HEX_INVALID'],
    [
      'one path in two spellings with two digests',
      'products',
      { a: { sha256: '0' }, './a': { sha256: '1' } },
      'LINK_PATH',
    ],
    ['no name', 'name', '', 'FIELD_MISSING'],
    ['a path without end', 'products', { ['a'.repeat(4_097)]: { sha256: '0' } }, 'LINK_PATH'],
  ])('is refused with %s', (_, path, value, code) => {
    expect(refusal(metablock(withChange(LINK, path, value)))).toBe(code);
  });
});

describe('a layout with its links', () => {
  it('is one piece of evidence', () => {
    const { kind, content } = parse(set({ layout: metablock(LAYOUT), [FILE]: metablock(LINK) }));
    expect(kind).toBe('supply-chain-layout');
    expect(content).toMatchObject({ layout: { links: [{ step: 'build', record: { kind: 'link' } }] } });
  });

  it.each<[string, Readonly<Record<string, JsonValue>>, string]>([
    ['without a layout', { [FILE]: metablock(LINK) }, 'SET_PART_MISSING'],
    ['whose layout is a link', { layout: metablock(LINK) }, 'FIELD_INVALID'],
    ['whose layout is a statement', { layout: { _type: 'https://in-toto.io/Statement/v1' } }, 'FIELD_MISSING'],
    ['whose layout nobody signed', { layout: metablock(LAYOUT, []) }, 'LAYOUT_UNSIGNED'],
    ['with a part that nobody reads', { layout: metablock(LAYOUT), other: 1 }, 'SET_PART_UNKNOWN'],
    [
      'with a link under no name of a link',
      { layout: metablock(LAYOUT), 'links/build.link': metablock(LINK) },
      'LAYOUT_FILE',
    ],
    [
      'with a folder that belongs to no layout',
      { layout: metablock(LAYOUT), [FILE]: metablock(LINK), [FILE.replace('.link', '/x')]: 1 },
      'LAYOUT_FILE',
    ],
    [
      'with a link that cannot be read',
      { layout: metablock(LAYOUT), [FILE]: metablock({ ...LINK, name: 1 }) },
      'FIELD_INVALID',
    ],
  ])('is refused %s', (_, parts, code) => {
    expect(refusal(set(parts))).toBe(code);
  });
});
