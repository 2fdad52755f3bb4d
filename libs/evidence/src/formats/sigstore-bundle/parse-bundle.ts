import { Field, LIMITS, type JsonValue } from '#kernel';

import { someBytesOf } from '../../field-readers.js';
import type { SignedEntity } from '../../signed-entity.js';
import { parseKeyMaterial } from './key-material.js';
import { parseLogEntries } from './log-entries.js';
import { versionOfMediaType } from './media-type.js';
import { parseSignedContent } from './signed-content.js';

/**
 * A Sigstore bundle v0.1, v0.2 or v0.3 as the one shape that verification knows. Fields beyond the specification are
 * ignored: real bundles carry them (a `verificationData` beside the material, `rawBytes` beside a key hint), nothing
 * here reads them, and the identity of evidence is over its raw bytes anyhow.
 * @throws ParseError BUNDLE_*, DSSE_*, FIELD_*, BASE64_INVALID, LIMIT_EXCEEDED
 */
export function parseBundle(json: JsonValue): { readonly entity: SignedEntity; readonly format: string } {
  const bundle = new Field(json);
  const version = versionOfMediaType(bundle.get('mediaType').string());
  const material = bundle.get('verificationMaterial');
  return {
    format: `sigstore-bundle ${version}`,
    entity: {
      key: parseKeyMaterial(material, version),
      content: parseSignedContent(bundle),
      logEntries: parseLogEntries(material, version),
      timestamps: parseTimestamps(material),
    },
  };
}

function parseTimestamps(material: Field): Uint8Array[] {
  const tokens = material.optional('timestampVerificationData')?.optional('rfc3161Timestamps');
  return tokens?.items(LIMITS.timestamps).map((item) => someBytesOf(item.get('signedTimestamp'))) ?? [];
}
