import { concatBytes, fromBase64, ParseError } from '#kernel';

import { valueOf } from './git-headers.js';
import { contentWithout, decoded, type GitObject } from './git-object.js';

/** The signature of an object, and the bytes it is over. */
export interface GitSignature {
  readonly kind: 'cms' | 'PGP' | 'SSH' | 'unknown';
  /** Armoured, as it stands in the object. */
  readonly text: string;
  /** Where it stands in the object. */
  readonly start: number;
  readonly covered: Uint8Array;
}

/** gpgsig is over the SHA-1 form of an object, gpgsig-sha256 over its SHA-256 form; both are left out of either. */
const SIGNATURE_HEADERS = { sha1: 'gpgsig', sha256: 'gpgsig-sha256' } as const;
const BOTH = Object.values(SIGNATURE_HEADERS);

const ARMOUR: readonly (readonly [begin: string, kind: GitSignature['kind']])[] = [
  ['-----BEGIN SIGNED MESSAGE-----', 'cms'],
  ['-----BEGIN PGP SIGNATURE-----', 'PGP'],
  ['-----BEGIN PGP MESSAGE-----', 'PGP'],
  ['-----BEGIN SSH SIGNATURE-----', 'SSH'],
];

/** Undefined where the object bears none. */
export function signatureOf(object: GitObject): GitSignature | undefined {
  return object.type === 'commit' ? ofCommit(object) : ofTag(object);
}

function ofCommit(object: GitObject): GitSignature | undefined {
  const own = object.headers.find(({ name }) => name === SIGNATURE_HEADERS[object.algorithm]);
  if (own === undefined) return undefined;
  const text = `${decoded(valueOf(object.content, own))}\n`;
  return { kind: kindOf(text), text, start: own.start, covered: contentWithout(object, BOTH) };
}

/** As git does: from the last line of the message that begins a signature to the end. */
function ofTag(object: GitObject): GitSignature | undefined {
  const start = lastArmour(object);
  if (start === undefined) return undefined;
  const signature = object.content.subarray(start);
  const covered = contentWithout({ ...object, content: object.content.subarray(0, start) }, BOTH);
  const text = decoded(signature);
  return { kind: kindOf(text), text, start, covered };
}

function lastArmour({ content, message }: GitObject): number | undefined {
  const text = Buffer.from(content.subarray(message)).toString('latin1');
  const starts = ARMOUR.map(([begin]) => (text.startsWith(begin) ? 0 : -1)).filter((at) => at === 0);
  const later = ARMOUR.map(([begin]) => text.lastIndexOf(`\n${begin}`) + 1).filter((at) => at > 0);
  const found = Math.max(-1, ...starts, ...later);
  return found === -1 ? undefined : message + found;
}

function kindOf(text: string): GitSignature['kind'] {
  return ARMOUR.find(([begin]) => text.startsWith(begin))?.[1] ?? 'unknown';
}

/** The object as it is when a signature is put where git puts it; the inverse of taking it out. */
export function withSignature(covered: GitObject, armoured: Uint8Array): Uint8Array {
  const { content, message } = covered;
  if (covered.type === 'tag') return concatBytes(content, armoured);
  const text = Buffer.from(armoured).toString('latin1').replace(/\n$/, '').replaceAll('\n', '\n ');
  const header = Buffer.from(`${SIGNATURE_HEADERS[covered.algorithm]} ${text}\n`, 'latin1');
  return concatBytes(content.subarray(0, message - 1), header, content.subarray(message - 1));
}

const MAX_ARMOUR = 256 * 1024;
const CMS_BLOCK = /^-----BEGIN SIGNED MESSAGE-----\n([A-Za-z0-9+/=\n]+)\n-----END SIGNED MESSAGE-----\n*$/;

/** @throws ParseError CMS_INVALID, BASE64_INVALID, LIMIT_EXCEEDED */
export function derOf({ text }: GitSignature): Uint8Array {
  if (text.length > MAX_ARMOUR) {
    throw new ParseError('LIMIT_EXCEEDED', `a CMS signature has at most ${MAX_ARMOUR} characters, not ${text.length}`);
  }
  const match = CMS_BLOCK.exec(text);
  if (match === null) throw new ParseError('CMS_INVALID', 'the armour of the CMS signature is not one whole block');
  return fromBase64((match[1] ?? '').replaceAll('\n', ''));
}
