import { Field, type JsonObject } from '#kernel';

import { parseRekorAnswer } from '../../rekor/rekor-answer.js';
import type { LogEntry } from '../../signed-entity.js';
import { isRekorBundle, parseRekorBundle } from '../cosign/rekor-bundle.js';
import type { JsonFormat } from '../format.js';
import { unsignedShape } from '../unsigned-shape.js';

const UUID = /^[0-9a-f]{64}(?:[0-9a-f]{16})?$/;

/**
 * An entry of a transparency log without the signature it is about, as Rekor's API answers it or as cosign notes it. It
 * says that a log holds some body and nothing about an artifact: known, kept, and never believed on its own.
 */
export const REKOR_LOG_ENTRY: JsonFormat = {
  name: 'rekor-log-entry',
  recognises: (document) => isAnswer(document) || isRekorBundle(document),
  read: (document, bytes) => {
    const { kind, version } = readEntry(document, bytes);
    return unsignedShape(document, `rekor-log-entry ${kind} ${version}`, 'other');
  },
};

function readEntry(document: JsonObject, bytes: Uint8Array): LogEntry {
  return isRekorBundle(document) ? parseRekorBundle(new Field(document, 'entry')) : parseRekorAnswer(bytes);
}

function isAnswer(document: JsonObject): boolean {
  const [uuid = '', ...others] = Object.keys(document);
  const entry = document[uuid];
  if (others.length > 0 || !UUID.test(uuid) || typeof entry !== 'object' || entry === null) return false;
  return Object.hasOwn(entry, 'body') && Object.hasOwn(entry, 'logID');
}
