import { p256 } from '@noble/curves/nist.js';

import { concatBytes, fromBase64, fromUtf8, toBase64, toUtf8 } from '#kernel';

import {
  BODY,
  certificatePath,
  CHECKPOINT,
  ENTRIES,
  ENTRY,
  hasPromise,
  hasTokens,
  hasWholeProof,
  MATERIAL,
  PAYLOAD,
  PROMISE,
  PROOF,
  readJson,
  signsIndex,
  signaturePath,
  SIGNATURES,
  textAt,
  TOKENS,
  valueAt,
  withValue,
  type Json,
  type Path,
} from './document.js';
import { harmless, refused, type Mutant } from './mutant.js';

type Change = readonly [what: string, path: Path, value: unknown];

/** Changes of values that are there; what is not there cannot be changed. */
function each(bytes: Uint8Array, make: typeof refused, changes: readonly Change[]): readonly Mutant[] {
  const document = readJson(bytes);
  return changes.flatMap(([what, path, value]) =>
    isThere(document, path) && !isSame(valueAt(document, path), value)
      ? [make(what, withValue(bytes, path, value))]
      : [],
  );
}

function isThere(document: Json, path: Path): boolean {
  return valueAt(document, path) !== undefined;
}

function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** Fields, lists and the whole file cut short. */
export function truncations(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  const certificate = certificatePath(document);
  const fields = [PAYLOAD, signaturePath(document), BODY, [...PROMISE, 'signedEntryTimestamp']];
  const cut = [...fields, ...(certificate === undefined ? [] : [certificate])].flatMap((path): Change[] => {
    const field = fromBase64(textAt(document, path) ?? '');
    const name = path.join('.');
    return [
      [`truncate ${name} by its last byte`, path, toBase64(field.subarray(0, -1))],
      [`truncate ${name} by its first byte`, path, toBase64(field.subarray(1))],
      [`truncate ${name} to nothing`, path, ''],
      [`lengthen ${name} by a byte`, path, toBase64(concatBytes(field, Uint8Array.of(0)))],
    ];
  });
  const hashes = valueAt(document, [...PROOF, 'hashes']);
  const proof: readonly Change[] =
    hasWholeProof(document) && Array.isArray(hashes)
      ? [
          ['truncate proof by its last hash', [...PROOF, 'hashes'], hashes.slice(0, -1)],
          ['lengthen proof by a hash', [...PROOF, 'hashes'], [...hashes, toBase64(new Uint8Array(32))]],
        ]
      : [];
  const files = [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) =>
    refused(`truncate file to ${eighth} eighths`, bytes.subarray(0, Math.floor((bytes.length * eighth) / 8))),
  );
  return [...each(bytes, refused, [...cut, ...proof]), ...files];
}

/** The same value in another spelling, where there is only one. */
export function encodings(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  const certificate = certificatePath(document);
  const fields = [signaturePath(document), BODY, PAYLOAD, ...(certificate === undefined ? [] : [certificate])];
  const base64 = fields.flatMap((path): Change[] => {
    const text = textAt(document, path) ?? '';
    const name = path.join('.');
    return [
      [`re-encode ${name} with a newline`, path, `${text}\n`],
      [`re-encode ${name} with a blank`, path, `${text.slice(0, 8)} ${text.slice(8)}`],
      [`re-encode ${name} with more padding`, path, `${text}=`],
      [`re-encode ${name} as hexadecimal`, path, Buffer.from(text, 'base64').toString('hex')],
      [`re-encode ${name} twice`, path, toBase64(toUtf8(text))],
    ];
  });
  const der = [...(certificate === undefined ? [] : [certificate]), [...PROMISE, 'signedEntryTimestamp']].flatMap(
    (path): Change[] => {
      const text = textAt(document, path);
      return text === undefined
        ? []
        : [[`re-encode ${path.join('.')} with a longer length`, path, toBase64(longForm(fromBase64(text)))]];
    },
  );
  return each(bytes, refused, [...base64, ...der, ...json(document, [PAYLOAD, BODY])]);
}

/** White space inside of what was signed or logged. */
function json(document: Json, paths: readonly Path[]): readonly Change[] {
  return paths.flatMap((path): Change[] => {
    const text = textAt(document, path);
    if (text === undefined) return [];
    const inner = fromUtf8(fromBase64(text));
    const name = path.join('.');
    return [
      [`re-encode ${name} with a newline inside`, path, toBase64(toUtf8(`${inner}\n`))],
      [`re-encode ${name} indented`, path, toBase64(toUtf8(JSON.stringify(JSON.parse(inner), undefined, 3)))],
      [`re-encode ${name} with a blank before`, path, toBase64(toUtf8(` ${inner}`))],
    ];
  });
}

/** BER allows a length in more bytes than it needs; DER does not. */
function longForm(der: Uint8Array): Uint8Array {
  const [tag = 0, length = 0] = der;
  if (length < 0x80) return concatBytes(Uint8Array.of(tag, 0x81), der.subarray(1));
  const bytes = length & 0x7f;
  return concatBytes(Uint8Array.of(tag, 0x81 + bytes, 0), der.subarray(2));
}

/** Things that may stand once, twice; and things in order, in another. */
export function repetitions(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  const doubled = [ENTRIES, TOKENS, SIGNATURES].flatMap((path): Change[] => {
    const list = valueAt(document, path);
    return Array.isArray(list) && list.length > 0 ? [[`duplicate ${path.join('.')}`, path, [...list, ...list]]] : [];
  });
  const hashes = valueAt(document, [...PROOF, 'hashes']);
  const text = fromUtf8(bytes);
  const keys = ['mediaType', MATERIAL, 'dsseEnvelope', 'messageSignature', 'tlogEntries', 'canonicalizedBody', 'sig'];
  return [
    ...each(bytes, refused, doubled),
    ...(hasWholeProof(document) && Array.isArray(hashes) && hashes.length > 1
      ? each(bytes, refused, [['reorder proof', [...PROOF, 'hashes'], [...(hashes as unknown[])].reverse()]])
      : []),
    ...keys
      .filter((key) => text.includes(`"${key}":`))
      .map((key) => refused(`duplicate key ${key}`, toUtf8(text.replace(`"${key}":`, `"${key}":null,"${key}":`)))),
  ];
}

const SHIFTS = [-31_536_000, -86_400, -601, -1, 1, 601, 86_400, 31_536_000];

/** Times and places in the log that are not those that were promised. */
export function shifts(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  const number = (path: Path) => Number(valueAt(document, path) ?? 0);
  const time = [...ENTRY, 'integratedTime'];
  const times = SHIFTS.map((by): Change => [`shift log time by ${by} s`, time, String(number(time) + by)]);
  const places: readonly Change[] = [
    ...(hasWholeProof(document)
      ? ([
          ['shift proof index', [...PROOF, 'logIndex'], String(number([...PROOF, 'logIndex']) + 1)],
          ['shift tree size', [...PROOF, 'treeSize'], String(number([...PROOF, 'treeSize']) + 1)],
          ['shrink tree size', [...PROOF, 'treeSize'], '1'],
        ] as const)
      : []),
    ['another kind of entry', [...ENTRY, 'kindVersion', 'kind'], 'rekord'],
    ['another version of the entry', [...ENTRY, 'kindVersion', 'version'], '0.0.9'],
  ];
  const index: Change = ['shift log index', [...ENTRY, 'logIndex'], String(number([...ENTRY, 'logIndex']) + 1)];
  return [
    ...each(bytes, refused, [...(hasPromise(document) ? times : []), ...places]),
    ...each(bytes, isThere(document, ENTRY) && signsIndex(document) ? refused : harmless, [index]),
  ];
}

/** What was shown, left at home. */
export function omissions(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  const certificate = certificatePath(document);
  const timed = hasPromise(document) ? 'promise' : 'token';
  // With promise and token there are two sources of time: without one of them the other still says when.
  const spare = hasPromise(document) && hasTokens(document) ? harmless : refused;
  return [
    ...each(bytes, refused, [
      ['strip log entries', ENTRIES, []],
      ['strip body', BODY, undefined],
      ['strip log id', [...ENTRY, 'logId'], undefined],
      ['strip certificate', certificate ?? ['none'], undefined],
      ['strip signature', signaturePath(document), undefined],
      ['strip payload', PAYLOAD, undefined],
      ['strip payload type', ['dsseEnvelope', 'payloadType'], undefined],
      ['strip envelope', ['dsseEnvelope'], undefined],
      ['strip message', ['messageSignature'], undefined],
      ['strip media type', ['mediaType'], undefined],
      ['strip material', [MATERIAL], undefined],
      ...(hasPromise(document) ? [['strip log time', [...ENTRY, 'integratedTime'], undefined] as const] : []),
    ]),
    ...(timed === 'promise'
      ? each(bytes, hasWholeProof(document) ? spare : refused, [['strip promise', PROMISE, undefined]])
      : []),
    ...each(bytes, spare, [['strip time-stamps', TOKENS, []]]),
    ...withoutPromisedPublication(bytes, certificate),
  ];
}

const SCT_LIST = Buffer.from('2b06010401d679020402', 'hex');

/** Another extension in the place of the certificate-transparency promises: the list is not found any more. */
function withoutPromisedPublication(bytes: Uint8Array, path: Path | undefined): readonly Mutant[] {
  const der = path === undefined ? undefined : Buffer.from(textAt(readJson(bytes), path) ?? '', 'base64');
  const at = der?.indexOf(SCT_LIST) ?? -1;
  if (path === undefined || der === undefined || at === -1) return [];
  der[at + SCT_LIST.length - 1] = 9;
  return [refused('strip certificate-transparency promises', withValue(bytes, path, toBase64(der)))];
}

/** Spellings around what is signed: other evidence by its digest, and the same in everything it says. */
export function rewrappings(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  const reversed = Object.fromEntries(Object.entries(document).reverse());
  const hint = textAt(document, [MATERIAL, 'publicKey', 'hint']);
  return [
    harmless('rewrap with a newline', toUtf8(`${fromUtf8(bytes)}\n`)),
    harmless('rewrap with CRLF', toUtf8(`\r\n${fromUtf8(bytes)}\r\n`)),
    harmless('rewrap indented', toUtf8(JSON.stringify(document, undefined, '\t'))),
    harmless('rewrap with keys in reverse', toUtf8(JSON.stringify(reversed))),
    harmless('rewrap with a field that nobody reads', toUtf8(JSON.stringify({ ...document, comment: 'x' }))),
    ...(valueAt(document, SIGNATURES) === undefined
      ? []
      : [harmless('rewrap with another key id', withValue(bytes, [...SIGNATURES, 0, 'keyid'], 'x'))]),
    ...(hint === undefined
      ? []
      : [harmless('rewrap with another hint', withValue(bytes, [MATERIAL, 'publicKey', 'hint'], `${hint}0`))]),
  ];
}

/** ECDSA signatures have a twin that anybody can compute and that is as valid: of a witness it says the same. */
export function twins(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  const promise = [...PROMISE, 'signedEntryTimestamp'];
  const own = signaturePath(document);
  return [
    ...[promise].flatMap((path) => twinAt(bytes, path, harmless)),
    // The log holds the other twin, so this is not the signature that was logged.
    ...(valueAt(document, ENTRY) === undefined ? [] : twinAt(bytes, own, refused)),
    ...checkpointTwin(bytes),
  ];
}

function twinAt(bytes: Uint8Array, path: Path, make: typeof refused): readonly Mutant[] {
  const text = textAt(readJson(bytes), path);
  const twin = text === undefined ? undefined : twinOf(fromBase64(text));
  return twin === undefined ? [] : [make(`twin of ${path.join('.')}`, withValue(bytes, path, toBase64(twin)))];
}

function checkpointTwin(bytes: Uint8Array): readonly Mutant[] {
  const envelope = textAt(readJson(bytes), CHECKPOINT);
  const line = /^(— \S+ )(\S+)$/m.exec(envelope ?? '');
  if (envelope === undefined || line === null) return [];
  const [whole, name = '', blob = ''] = line;
  const twin = twinOf(fromBase64(blob).subarray(4));
  if (twin === undefined) return [];
  const other = `${name}${toBase64(concatBytes(fromBase64(blob).subarray(0, 4), twin))}`;
  return [harmless('twin of checkpoint', withValue(bytes, CHECKPOINT, envelope.replace(whole, other)))];
}

/** (r, n - s) of a P-256 signature; undefined for what is none. */
function twinOf(der: Uint8Array): Uint8Array | undefined {
  try {
    const { r, s } = p256.Signature.fromBytes(der, 'der');
    return new p256.Signature(r, p256.Point.CURVE().n - s).toBytes('der');
  } catch {
    return undefined;
  }
}
