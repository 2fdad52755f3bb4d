import { Field, fromHex, parseStrictJson, type JsonObject } from '#kernel';

import { someBytesOf } from '../../field-readers.js';
import type { LogEntry } from '../../signed-entity.js';

export function isRekorBundle(document: JsonObject): boolean {
  return Object.hasOwn(document, 'SignedEntryTimestamp') && Object.hasOwn(document, 'Payload');
}

/**
 * cosign's note of a log entry, `{SignedEntryTimestamp, Payload}`: the log's promise and no proof of inclusion. Kind and
 * version are those of the body. @throws ParseError FIELD_*, BASE64_INVALID, HEX_INVALID, JSON_*
 */
export function parseRekorBundle(bundle: Field): LogEntry {
  const payload = bundle.get('Payload');
  const canonicalizedBody = someBytesOf(payload.get('body'));
  const body = new Field(parseStrictJson(canonicalizedBody), `${payload.path}.body`);
  return {
    logId: fromHex(payload.get('logID').string()),
    index: payload.get('logIndex').integer(),
    kind: body.get('kind').string(),
    version: body.get('apiVersion').string(),
    integratedTime: payload.get('integratedTime').integer(),
    signedEntryTimestamp: someBytesOf(bundle.get('SignedEntryTimestamp')),
    canonicalizedBody,
  };
}
