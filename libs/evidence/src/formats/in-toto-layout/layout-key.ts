import {
  concatBytes,
  fromHex,
  ParseError,
  PublicKey,
  sha256,
  toHex,
  type Field,
  type HashName,
  type JsonObject,
} from '#kernel';

import { canonicalBytes } from './canonical-bytes.js';
import { onlyFields, optionalItems, presentText } from './layout-fields.js';

/** A functionary's key, and how signatures by it are made. */
export interface LayoutKey {
  /** Hexadecimal, SHA-256 over the key object. */
  readonly keyid: string;
  readonly key: PublicKey;
  readonly padding: 'pss' | 'none';
  readonly hash: HashName;
}

type Scheme = Pick<LayoutKey, 'padding' | 'hash'> & { readonly keytype: string; readonly kinds: readonly string[] };
const SCHEMES: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  ...(['sha256', 'sha384', 'sha512'] as const).flatMap((hash): [string, Scheme][] => [
    [`rsassa-pss-${hash}`, { keytype: 'rsa', kinds: ['rsa'], padding: 'pss', hash }],
    [`rsa-pkcs1v15-${hash}`, { keytype: 'rsa', kinds: ['rsa'], padding: 'none', hash }],
  ]),
  ['ed25519', { keytype: 'ed25519', kinds: ['ed25519'], padding: 'none', hash: 'sha512' }],
  ['ecdsa-sha2-nistp256', { keytype: 'ecdsa', kinds: ['p256'], padding: 'none', hash: 'sha256' }],
  ['ecdsa-sha2-nistp384', { keytype: 'ecdsa', kinds: ['p384'], padding: 'none', hash: 'sha384' }],
  ['ecdsa-sha2-nistp521', { keytype: 'ecdsa', kinds: ['p521'], padding: 'none', hash: 'sha512' }],
]);
const FIELDS = ['keyid', 'keyid_hash_algorithms', 'keytype', 'keyval', 'scheme'];
const ID_HASHES = ['sha256', 'sha512'];
const ED25519_SPKI = fromHex('302a300506032b6570032100');

/**
 * A key object of a layout. Its id must be that of its key, so that nobody's name stands above somebody else's key.
 * @throws ParseError LAYOUT_KEY, KEY_*, FIELD_*, HEX_INVALID, CANONICAL_JSON
 */
export function parseLayoutKey(field: Field): LayoutKey {
  onlyFields(field, FIELDS);
  onlyFields(field.get('keyval'), ['private', 'public', 'certificate']);
  const keytype = field.get('keytype').string();
  const scheme = SCHEMES.get(field.get('scheme').string());
  if (scheme === undefined || !isOfType(field, scheme)) throw refused(field, 'of an unknown type or scheme');
  requirePublic(field);
  const key = publicKeyOf(presentText(field.get('keyval').get('public')), keytype);
  if (!scheme.kinds.includes(key.kind)) throw refused(field, `${key.kind}, which its scheme is not for`);
  return { keyid: requireOwnId(field), key, padding: scheme.padding, hash: scheme.hash };
}

/** Older signers name the scheme of an ECDSA key where its type belongs. */
function isOfType(field: Field, { keytype }: Scheme): boolean {
  const found = field.get('keytype').string();
  return found === keytype || (keytype === 'ecdsa' && found === field.get('scheme').string());
}

function requirePublic(field: Field): void {
  const secret = field.get('keyval').optional('private')?.string() ?? '';
  if (secret === '') return;
  throw new ParseError('KEY_PRIVATE', `${field.path} holds a private key: treat it as exposed`);
}

function publicKeyOf(text: string, keytype: string): PublicKey {
  return keytype === 'ed25519' ? PublicKey.fromSpki(concatBytes(ED25519_SPKI, fromHex(text))) : PublicKey.fromPem(text);
}

/** Both ways in which signers have computed it: with the names of the hashes of key ids, and without. */
function requireOwnId(field: Field): string {
  const keyid = field.get('keyid').string();
  const named = optionalItems(field.get('keyid_hash_algorithms'), ID_HASHES.length).map((name) => name.string());
  if (named.some((name) => !ID_HASHES.includes(name))) throw refused(field, 'named by an unknown hash');
  const object = {
    keytype: field.get('keytype').string(),
    scheme: field.get('scheme').string(),
    keyval: { public: field.get('keyval').get('public').string() },
  };
  const ids = named.length > 0 ? [idOf({ ...object, keyid_hash_algorithms: named })] : bothIds(object);
  if (ids.includes(keyid)) return keyid;
  throw refused(field, 'under an id that is not its own');
}

function refused(field: Field, what: string): ParseError {
  return new ParseError('LAYOUT_KEY', `${field.path} is a key ${what}`);
}

function idOf(object: JsonObject): string {
  return toHex(sha256(canonicalBytes(object)));
}

function bothIds(object: JsonObject): readonly string[] {
  return [idOf({ ...object, keyid_hash_algorithms: ID_HASHES }), idOf(object)];
}

/** How in-toto's signers name a key under the scheme they use where nobody asks for another. */
export function layoutKeyIds(key: PublicKey): readonly string[] {
  const [scheme, { keytype }] = [...SCHEMES].find(([, { kinds }]) => kinds.includes(key.kind)) ?? ['', { keytype: '' }];
  const text = key.kind === 'ed25519' ? toHex(key.spki.subarray(ED25519_SPKI.length)) : key.toPem().trim();
  return bothIds({ keytype, scheme, keyval: { public: text } });
}
