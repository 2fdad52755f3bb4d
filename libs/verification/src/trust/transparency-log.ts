import {
  concatBytes,
  equalBytes,
  fromBase64,
  ParseError,
  sha256,
  toHex,
  toUtf8,
  type Field,
  type PublicKey,
} from '#kernel';

import { onlyFields } from './only-fields.js';
import { parsePublicKey, type VerificationKey } from './public-key-field.js';
import { parseWindow, type Window } from './window.js';

const FIELDS = ['baseUrl', 'hashAlgorithm', 'publicKey', 'logId', 'checkpointKeyId', 'operator'];
const ED25519_KEY_LENGTH = 32;
const NOTE_ED25519 = 1;

/** A log whose key the trust root vouches for. */
export interface TransparencyLog extends VerificationKey {
  /** Hex: SHA-256 of the key, or the key id of the log's checkpoints. */
  readonly id: string;
  /** First four bytes of the id: how checkpoint lines of this log begin. */
  readonly keyHint: Uint8Array;
  /** Base URL without its scheme: origin of Rekor v2 checkpoints, host in those of v1; empty where none is listed. */
  readonly origin: string;
  readonly window: Window;
}

/**
 * One of `tlogs` or `ctlogs`. The id must be that of the key: an id that is merely stated would let one log speak for
 * another. @throws ParseError TRUST_ROOT_*, FIELD_*, KEY_*
 */
export function parseTransparencyLog(field: Field): TransparencyLog {
  onlyFields(field, FIELDS);
  if (field.get('hashAlgorithm').string() !== 'SHA2_256') {
    throw new ParseError('TRUST_ROOT_LOG', `${field.path}: RFC 6962 trees are hashed with SHA2_256 only`);
  }
  const publicKey = field.get('publicKey');
  onlyFields(publicKey, ['rawBytes', 'keyDetails', 'validFor']);
  const verificationKey = parsePublicKey(publicKey);
  const id = fromBase64((field.optional('checkpointKeyId') ?? field.get('logId')).get('keyId').string());
  const baseUrl = field.optional('baseUrl');
  const origin = baseUrl === undefined ? '' : originOf(baseUrl);
  if (!idsOf(verificationKey.key, origin).some((own) => equalBytes(own, id) || equalBytes(own.subarray(0, 4), id))) {
    throw new ParseError('TRUST_ROOT_LOG', `${field.path}: the log id is not that of its key`);
  }
  return {
    ...verificationKey,
    id: toHex(id),
    keyHint: id.subarray(0, 4),
    origin,
    window: parseWindow(publicKey.optional('validFor'), 'required'),
  };
}

function originOf(field: Field): string {
  const match = /^https?:\/\/([A-Za-z0-9.:[\]-]+(?:\/[\x21-\x7e]*)?)$/.exec(field.string());
  if (match === null) throw new ParseError('TRUST_ROOT_LOG', `${field.path} is not a URL`);
  return (match[1] ?? '').replace(/\/$/, '');
}

/** RFC 6962 section 3.2 (SHA-256 of the key), and C2SP signed-note for Ed25519 (hash over name, type and raw key). */
function idsOf(key: PublicKey, origin: string): readonly Uint8Array[] {
  const ofKey = sha256(key.spki);
  if (key.kind !== 'ed25519') return [ofKey];
  const raw = key.spki.subarray(-ED25519_KEY_LENGTH);
  return [ofKey, sha256(concatBytes(toUtf8(`${origin}\n`), Uint8Array.of(NOTE_ED25519), raw))];
}
