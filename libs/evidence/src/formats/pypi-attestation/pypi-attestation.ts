import { Field, LIMITS, ParseError } from '#kernel';

import { bytesOf, someBytesOf } from '../../field-readers.js';
import { INTOTO_PAYLOAD_TYPE } from '../dsse-envelope/dsse.js';
import type { JsonFormat } from '../format.js';
import { parseLogEntry } from '../sigstore-bundle/log-entries.js';
import { signedShape } from '../signed-shape.js';

/** PEP 740's attestation object: a Sigstore bundle in PyPI's own spelling, always keyless, always logged. */
export const PYPI_ATTESTATION: JsonFormat = {
  name: 'pypi-attestation',
  recognises: (document) => Object.hasOwn(document, 'verification_material') && Object.hasOwn(document, 'envelope'),
  read: (document) => {
    const attestation = new Field(document, 'attestation');
    if (attestation.get('version').integer() !== 1) {
      throw new ParseError('FORMAT_VERSION', `${attestation.path}.version is not 1, the only version there is`);
    }
    const material = attestation.get('verification_material');
    const envelope = attestation.get('envelope');
    const entries = material.get('transparency_entries').items(LIMITS.logEntries);
    if (entries.length === 0) throw new ParseError('FIELD_MISSING', `${material.path} holds no transparency_entries`);
    const entity = {
      key: { kind: 'certificate', der: someBytesOf(material.get('certificate')) },
      content: {
        kind: 'dsse',
        // Not written in the object: PEP 740 knows no other.
        payloadType: INTOTO_PAYLOAD_TYPE,
        payload: bytesOf(envelope.get('statement')),
        signatures: [{ signature: someBytesOf(envelope.get('signature')), keyid: '' }],
      },
      logEntries: entries.map((entry) => parseLogEntry(entry, 'v0.3')),
      timestamps: [],
    } as const;
    return signedShape(entity, 'pypi-attestation v1');
  },
  lists: new Map([['verification_material.transparency_entries', LIMITS.logEntries]]),
};
