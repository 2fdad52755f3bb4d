import { ParseError } from './app-error.js';
import { concatBytes, fromBase64, fromUtf8, toBase64, toUtf8 } from './bytes.js';
import { sha256, type PublicKey } from './crypto.js';

const SIGNATURE_LINE = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/;
const MAX_SIGNATURES = 20;

/** C2SP signed-note: 1 is Ed25519; 255 is a kind without a number, which names itself, as Rekor's RSA keys do. */
const NOTE_ED25519 = 1;
const NOTE_OTHER = 255;
const NOTE_RSA = toUtf8('PKIX-RSA-PKCS#1v1.5');
const ED25519_KEY_BYTES = 32;

export interface NoteSignature {
  readonly name: string;
  /** First four bytes: a hint for finding the key, never proof of it. */
  readonly keyHint: Uint8Array;
  readonly signature: Uint8Array;
}

/** A C2SP signed note: text that ends in a newline, and signature lines over exactly that text. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** @throws ParseError NOTE_INVALID */
export function parseSignedNote(note: string): SignedNote {
  const split = note.lastIndexOf('\n\n');
  if (split === -1 || !note.endsWith('\n'))
    throw new ParseError('NOTE_INVALID', 'a signed note needs a blank line and a final newline');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES)
    throw new ParseError('NOTE_INVALID', `more than ${MAX_SIGNATURES} signature lines`);
  const signatures = lines.map((line) => {
    const match = SIGNATURE_LINE.exec(line);
    const blob = match === null ? undefined : fromBase64(match[2] ?? '');
    if (match === null || blob === undefined || blob.length < 5)
      throw new ParseError('NOTE_INVALID', 'malformed signature line');
    return { name: match[1] ?? '', keyHint: blob.subarray(0, 4), signature: blob.subarray(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

/** C2SP tlog-checkpoint: origin, tree size, root hash, optional extension lines. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly rootHash: Uint8Array;
  readonly extensions: readonly string[];
}

/** @param text the signed text of a note. @throws ParseError CHECKPOINT_INVALID */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n');
  if (!origin || size === undefined || root === undefined || rest.at(-1) !== '') {
    throw new ParseError('CHECKPOINT_INVALID', 'a checkpoint needs an origin, a size and a root hash, one per line');
  }
  if (!/^(?:0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw new ParseError('CHECKPOINT_INVALID', 'checkpoint size is not a decimal number below 2^53');
  }
  const rootHash = fromBase64(root);
  return { origin, size: Number(size), rootHash, extensions: rest.slice(0, -1) };
}

export function formatCheckpoint(checkpoint: Omit<Checkpoint, 'extensions'>): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.rootHash)}\n`;
}

/**
 * The four bytes by which signature lines of `key` begin. ECDSA keys: of SHA-256 over the SubjectPublicKeyInfo, as
 * logs have it. Others as C2SP signed-note asks: the name, a byte for the kind, and the key are hashed together.
 */
export function noteKeyHint(key: PublicKey, name: string): Uint8Array {
  return sha256(hintedBytes(key, name)).subarray(0, 4);
}

function hintedBytes({ kind, spki }: PublicKey, name: string): Uint8Array {
  const line = toUtf8(`${name}\n`);
  if (kind === 'ed25519') return concatBytes(line, Uint8Array.of(NOTE_ED25519), spki.subarray(-ED25519_KEY_BYTES));
  if (kind === 'rsa') return concatBytes(line, Uint8Array.of(NOTE_OTHER), NOTE_RSA, spki);
  return spki;
}

/** Writes a note with one signature over `text`. */
export function formatSignedNote(text: string, name: string, keyHint: Uint8Array, signature: Uint8Array): string {
  return `${text}\n\u2014 ${name} ${toBase64(concatBytes(keyHint, signature))}\n`;
}

/** Proves: `key` signed the text of the note under `name`. Assumes: the caller ties name and key together. */
export function verifyNote(note: SignedNote, name: string, key: PublicKey): boolean {
  const hint = noteKeyHint(key, name);
  const message = toUtf8(note.text);
  return note.signatures.some(
    (line) => line.name === name && Buffer.compare(line.keyHint, hint) === 0 && key.verify(message, line.signature),
  );
}

/** Text of note bytes; notes are UTF-8. @throws ParseError UTF8_INVALID */
export function noteOfBytes(bytes: Uint8Array): SignedNote {
  return parseSignedNote(fromUtf8(bytes));
}
