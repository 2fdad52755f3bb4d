import { fromBase64, toBase64, toUtf8, fromUtf8 } from '#kernel';

import { parseTimestampToken } from '../../../libs/verification/src/testing/single-proofs.js';
import {
  BODY,
  CHECKPOINT,
  certificatePath,
  ENTRY,
  hasWholeProof,
  PAYLOAD,
  PROMISE,
  PROOF,
  readJson,
  signaturePath,
  textAt,
  TOKENS,
  valueAt,
  withValue,
  type Json,
  type Path,
} from './document.js';
import { refused, type Mutant } from './mutant.js';

const PLACES_PER_FIELD = 12;

/** One bit turned at places that are spread over every part that is signed, hashed or compared. */
export function flips(bytes: Uint8Array): readonly Mutant[] {
  const document = readJson(bytes);
  return [...binaryFields(document), ...tokenParts(document)].flatMap(({ path, from, to }) =>
    spread(from, to).map((at) => refused(`flip ${path.join('.')} ${at}`, withBitTurned(bytes, path, at))),
  );
}

interface Part {
  readonly path: Path;
  /** First byte, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

function binaryFields(document: Json): readonly Part[] {
  const hashes = valueAt(document, [...PROOF, 'hashes']);
  const whole = hasWholeProof(document);
  const paths: readonly (Path | undefined)[] = [
    PAYLOAD,
    signaturePath(document),
    ['messageSignature', 'messageDigest', 'digest'],
    certificatePath(document),
    BODY,
    [...ENTRY, 'logId', 'keyId'],
    [...PROMISE, 'signedEntryTimestamp'],
    ...(whole ? [[...PROOF, 'rootHash']] : []),
    ...(whole && Array.isArray(hashes) ? hashes.slice(0, 8).map((_, index) => [...PROOF, 'hashes', index]) : []),
  ];
  return paths.flatMap((path) => {
    const text = path === undefined ? undefined : textAt(document, path);
    return path === undefined || text === undefined ? [] : [{ path, from: 0, to: fromBase64(text).length }];
  });
}

/** A token carries certificates that nobody signs and nobody reads: only what its signer signed, and the signature. */
function tokenParts(document: Json): readonly Part[] {
  const tokens = valueAt(document, TOKENS);
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((_, index) => {
    const path = [...TOKENS, index, 'signedTimestamp'];
    const der = fromBase64(textAt(document, path) ?? '');
    const { content, signature, signedAttributes } = parseTimestampToken(der);
    return [content, signature, signedAttributes.subarray(1)].map((part) => {
      const from = Buffer.from(der).lastIndexOf(part);
      return { path, from, to: from + part.length };
    });
  });
}

function spread(from: number, to: number): readonly number[] {
  const length = to - from;
  const places = Array.from({ length: PLACES_PER_FIELD }, (_, step) =>
    Math.floor((step * (length - 1)) / (PLACES_PER_FIELD - 1)),
  );
  return [...new Set(places)].map((place) => from + place);
}

function withBitTurned(bytes: Uint8Array, path: Path, at: number): Uint8Array {
  const field = Uint8Array.from(fromBase64(textAt(readJson(bytes), path) ?? ''));
  field[at] = (field[at] ?? 0) ^ (1 << (at % 8));
  return withValue(bytes, path, toBase64(field));
}

/** The signed text of a checkpoint with one letter changed, and its parts each replaced. */
export function checkpointChanges(bytes: Uint8Array): readonly Mutant[] {
  const envelope = textAt(readJson(bytes), CHECKPOINT);
  if (envelope === undefined) return [];
  const [origin = '', size = '', root = ''] = envelope.split('\n');
  const spelled: readonly (readonly [string, string])[] = [
    ['another origin', envelope.replace(origin, `${origin}0`)],
    ['another host', envelope.replace(origin, `x${origin}`)],
    ['another size', envelope.replace(`\n${size}\n`, `\n${Number(size) + 1}\n`)],
    ['a size with a zero before', envelope.replace(`\n${size}\n`, `\n0${size}\n`)],
    ['another root', envelope.replace(root, toBase64(toUtf8('x'.repeat(32))))],
    ['a line more', envelope.replace('\n\n', '\nmore\n\n')],
    ['no signature', `${envelope.slice(0, envelope.indexOf('\n\n'))}\n\n`],
    ['no blank line', envelope.replace('\n\n', '\n')],
    ['CRLF', envelope.replaceAll('\n', '\r\n')],
    ['every signature by somebody else', envelope.replaceAll(/— \S+/g, '— nobody.example')],
    ['every key hint of another key', envelope.replaceAll(/(— \S+ )..../g, '$1AAAA')],
  ];
  return spelled.map(([what, text]) => refused(`checkpoint with ${what}`, withValue(bytes, CHECKPOINT, text)));
}

/** The whole file with one bit turned somewhere: it may hit what nobody signs, so the caller looks what it hit. */
export function rawFlips(bytes: Uint8Array, count: number): readonly Uint8Array[] {
  const step = Math.max(1, Math.floor(bytes.length / count));
  return Array.from({ length: Math.min(count, bytes.length) }, (_, index) => {
    const broken = Uint8Array.from(bytes);
    const at = index * step;
    broken[at] = (broken[at] ?? 0) ^ (1 << (index % 7));
    return broken;
  }).filter((broken) => fromUtf8Safely(broken));
}

function fromUtf8Safely(bytes: Uint8Array): boolean {
  try {
    return fromUtf8(bytes) !== '';
  } catch {
    return false;
  }
}
