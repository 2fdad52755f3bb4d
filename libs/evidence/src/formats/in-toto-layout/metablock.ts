import { fromHex, LIMITS, ParseError, type Field, type JsonObject } from '#kernel';

import type { SignedContent } from '../../signed-entity.js';
import { canonicalBytes } from './canonical-bytes.js';
import { hexText, onlyFields } from './layout-fields.js';

type MetablockContent = Extract<SignedContent, { kind: 'metablock' }>;

/** Types of metadata that in-toto wraps so; TUF wraps others in the same way. */
const TYPES: ReadonlySet<unknown> = new Set(['layout', 'link']);

/** in-toto's own wrapper of layouts and links, older than DSSE: an object that says its type, and signatures over it. */
export function isMetablock({ signed, signatures }: JsonObject): boolean {
  if (signatures === undefined || typeof signed !== 'object' || signed === null || Array.isArray(signed)) return false;
  return TYPES.has((signed as JsonObject)['_type']);
}

/**
 * The signed bytes are not in the document: they are its `signed` part in canonical JSON.
 * @throws ParseError CANONICAL_JSON, HEX_INVALID, FIELD_*, LIMIT_EXCEEDED
 */
export function parseMetablock(metablock: Field): MetablockContent {
  onlyFields(metablock, ['signed', 'signatures']);
  const signed = metablock.get('signed').object();
  return {
    kind: 'metablock',
    signed: canonicalBytes(signed),
    signatures: metablock.get('signatures').items(LIMITS.signatures).map(parseSignature),
  };
}

function parseSignature(field: Field): MetablockContent['signatures'][number] {
  const signature = fromHex(hexText(field.get('sig')).toLowerCase());
  if (signature.length === 0) throw new ParseError('FIELD_MISSING', `${field.path}.sig is empty`);
  return { keyid: hexText(field.get('keyid')), signature };
}
