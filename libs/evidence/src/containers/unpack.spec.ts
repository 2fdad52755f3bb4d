import { describe, expect, it } from '@jest/globals';

import fc from 'fast-check';

import { concatBytes, fromUtf8, LIMITS, toUtf8 } from '#kernel';

import { parse } from '../parse.js';
import { messageBundle } from '../testing/bundles.js';
import { refusalOf } from '../testing/refusal.js';
import { unpack } from './unpack.js';

const read = (text: string) => unpack(toUtf8(text))?.map(({ name, bytes }) => [name, fromUtf8(bytes)]);
/** Spelt as no serialiser would, so that anything but a cut shows. */
const ODD = '{ "a" :\t"]}\\"\\\\", "é":[ 1.0, {"b": null}]  }';
const BUNDLE = JSON.stringify(messageBundle());

describe('a container', () => {
  it.each<[string, string, readonly (readonly [string, string])[]]>([
    [
      'of npm',
      `{"attestations":[{"predicateType":"x","bundle":${ODD}}, {"bundle":${BUNDLE}}]}`,
      [
        ['attestations[0].bundle', ODD],
        ['attestations[1].bundle', BUNDLE],
      ],
    ],
    [
      'of GitHub',
      `\n{"attestations": [ {"repository_id":1, "bundle" : ${ODD} , "bundle_url":"https://x"} ]}`,
      [['attestations[0].bundle', ODD]],
    ],
    [
      'of PyPI',
      `{"version":1,"attestation_bundles":[{"publisher":{},"attestations":[${ODD}]},{"attestations":[{},${ODD}]}]}`,
      [
        ['attestation_bundles[0].attestations[0]', ODD],
        ['attestation_bundles[1].attestations[0]', '{}'],
        ['attestation_bundles[1].attestations[1]', ODD],
      ],
    ],
    [
      'that is a JSON array',
      ` [${ODD} ,{}]`,
      [
        ['[0]', ODD],
        ['[1]', '{}'],
      ],
    ],
    [
      'of JSON lines',
      `${ODD}\n\n \r\nnot JSON\n{"b":1}\r\n`,
      [
        ['line 1', ODD],
        ['line 4', 'not JSON'],
        ['line 5', '{"b":1}\r'],
      ],
    ],
    [
      'whose lines are containers',
      `{"a":1}\n{"attestations":[{"bundle":${ODD}}]}`,
      [
        ['line 1', '{"a":1}'],
        ['line 2: attestations[0].bundle', ODD],
      ],
    ],
  ])('%s gives every piece byte for byte', (_, text, pieces) => {
    expect(read(text)).toEqual(pieces);
  });

  it('gives back whatever JSON it holds, however that is spelt', () => {
    const spelt = fc.tuple(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 1, '\t'));
    fc.assert(
      fc.property(fc.array(spelt, { minLength: 1 }), fc.constantFrom('', ' ', '\n'), (objects, space) => {
        const texts = objects.map(([object, indent]) => JSON.stringify(object, null, indent));
        fc.pre(texts.every((text) => !text.includes('__proto__')));
        const items = texts.map((text) => `{${space}"bundle":${space}${text}${space}}`).join(`${space},`);
        expect(read(`{"attestations":${space}[${items}]}`)?.map(([, text]) => text)).toEqual(texts);
      }),
    );
  });

  it('throws nothing but its own refusal, whatever the bytes', () => {
    const start = fc.constantFrom(
      '',
      '{"provenance_summary":{"provenance":[{}]},"image_summary":',
      '{"attestations":[',
      '[{',
      '{}\n',
      '{"attestation_bundles":[{"attestations":[',
    );
    fc.assert(
      fc.property(start, fc.oneof(fc.string(), fc.json()), fc.uint8Array(), (text, more, bytes) => {
        refusalOf(() => unpack(concatBytes(toUtf8(text), toUtf8(more), bytes)));
      }),
    );
  });

  it('of a million pieces is refused before they are read', () => {
    const bytes = toUtf8(`{"attestations":[${'{"bundle":{}},'.repeat(999_999)}{"bundle":{}}]}`);
    const start = performance.now();
    expect(refusalOf(() => unpack(bytes))).toBe('LIMIT_EXCEEDED');
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('keeps the identity of what it holds', () => {
    const [piece] = unpack(toUtf8(`{"attestations":[{"bundle":${BUNDLE}}]}`)) ?? [];
    expect(parse(piece?.bytes ?? new Uint8Array()).digest).toBe(parse(toUtf8(BUNDLE)).digest);
  });

  it.each([
    ['a bundle', BUNDLE],
    ['a document over several lines', JSON.stringify(messageBundle(), null, 2)],
    ['a document with a newline behind it', `${BUNDLE}\n`],
    ['an attestation that is only linked to', '{"attestations":[{"bundle":null,"bundle_url":"https://x"}]}'],
    ['an empty list', '{"attestations":[]}'],
    ['an empty array', '[]'],
    ['an array of something else', '[1]'],
    ['a longer array of something else than any container', `[${'0,'.repeat(LIMITS.containerPieces + 1)}0]`],
    ['a list with a key twice', `{"attestations":[{"bundle":{}}],"attestations":[{"bundle":{}}]}`],
    ['a list that breaks off', `{"attestations":[{"bundle":{}}]`],
    ['nothing', ''],
    ['no text', '\u0000\u0001'],
  ])('is not %s', (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is not looked for in a document that is larger than any container', () => {
    const large = `[{"a":"${'x'.repeat(LIMITS.containerBytes)}"}]`;
    expect(read(large)).toBeUndefined();
    expect(read(`${large.slice(1, -1)}\n{}`)).toBeUndefined();
  });

  it.each([
    ['lines', '{}\n'.repeat(LIMITS.containerPieces + 1)],
    ['items', `[${'{},'.repeat(LIMITS.containerPieces)}{}]`],
    ['bundles', `{"attestations":[${'{"bundle":{}},'.repeat(LIMITS.containerPieces)}{"bundle":{}}]}`],
    ['lists in lines', `{}\n[${'{},'.repeat(LIMITS.containerPieces - 1)}{}]`],
  ])('of more %s than are taken is refused', (_, text) => {
    expect(refusalOf(() => unpack(toUtf8(text)))).toBe('LIMIT_EXCEEDED');
  });
});
