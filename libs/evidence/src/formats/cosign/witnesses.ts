import { Field, parseStrictJsonText } from '#kernel';

import { someBytesOf } from '../../field-readers.js';
import type { SignedEntity } from '../../signed-entity.js';
import { parseRekorBundle } from './rekor-bundle.js';

/**
 * Log entry and time-stamp as cosign writes them beside a signature, each JSON text, empty or absent where there is none.
 * @throws ParseError FIELD_*, BASE64_INVALID, HEX_INVALID, JSON_*
 */
export function witnessesOf(texts: {
  readonly bundle: string | undefined;
  readonly timestamp: string | undefined;
}): Pick<SignedEntity, 'logEntries' | 'timestamps'> {
  const bundle = jsonOf(texts.bundle, 'bundle');
  const timestamp = jsonOf(texts.timestamp, 'rfc3161timestamp');
  return {
    logEntries: bundle === undefined ? [] : [parseRekorBundle(bundle)],
    timestamps: timestamp === undefined ? [] : [someBytesOf(timestamp.get('SignedRFC3161Timestamp'))],
  };
}

function jsonOf(text: string | undefined, name: string): Field | undefined {
  return text === undefined || text.trim() === '' ? undefined : new Field(parseStrictJsonText(text), name);
}
