import {
  BODY,
  certificatePath,
  CHECKPOINT,
  ENTRIES,
  ENTRY,
  hasPromise,
  hasWholeProof,
  MATERIAL,
  PAYLOAD,
  PROMISE,
  PROOF,
  readJson,
  signsIndex,
  signaturePath,
  TOKENS,
  valueAt,
  withValue,
  type Json,
  type Path,
} from './document.js';
import { harmless, refused, type Mutant } from './mutant.js';

/** Each part of one bundle in the place of the same part of another: both are genuine, and neither speaks of the other. */
export function exchanges(own: Uint8Array, lender: Uint8Array): readonly Mutant[] {
  const [mine, other] = [readJson(own), readJson(lender)];
  return pathsIn(mine).flatMap((path) => {
    const [value, lent] = [valueAt(mine, path), valueAt(other, path)];
    const isOther = value !== undefined && lent !== undefined && JSON.stringify(value) !== JSON.stringify(lent);
    if (!isOther) return [];
    const make = saysTheSame(value, lent) ? harmless : refused;
    return [make(`exchange ${path.join('.')}`, withValue(own, path, lent))];
  });
}

/** A log signs one tree many times: checkpoints of one text are worth the same, whoever asked for them. */
function saysTheSame(value: unknown, lent: unknown): boolean {
  const text = (checkpoint: unknown) => (typeof checkpoint === 'string' ? checkpoint.split('\n\n') : []);
  const [[own, line], [other]] = [text(value), text(lent)];
  return line !== undefined && own === other;
}

function pathsIn(document: Json): readonly Path[] {
  const certificate = certificatePath(document);
  return [
    PAYLOAD,
    signaturePath(document),
    ...(certificate === undefined ? [] : [certificate]),
    ['messageSignature', 'messageDigest', 'digest'],
    ENTRIES,
    BODY,
    [...ENTRY, 'kindVersion'],
    ...(hasPromise(document) ? [PROMISE, [...ENTRY, 'integratedTime']] : []),
    ...(hasEntry(document) && signsIndex(document) ? [[...ENTRY, 'logIndex']] : []),
    ...(hasWholeProof(document) ? [PROOF, CHECKPOINT, [...PROOF, 'hashes'], [...PROOF, 'rootHash']] : []),
    TOKENS,
    [MATERIAL],
  ];
}

function hasEntry(document: Json): boolean {
  return valueAt(document, ENTRY) !== undefined;
}

/** The log entry of each bundle in every other one. */
export function entrySwaps(
  bundles: readonly Uint8Array[],
): readonly { readonly own: number; readonly mutant: Mutant }[] {
  const entries = bundles.map((bytes) => valueAt(readJson(bytes), ENTRIES));
  return bundles.flatMap((bytes, own) =>
    entries.flatMap((lent, lender) =>
      own === lender ? [] : [{ own, mutant: refused(`entry of ${lender} in ${own}`, withValue(bytes, ENTRIES, lent)) }],
    ),
  );
}
