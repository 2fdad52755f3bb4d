import { Field, fromUtf8 } from '#kernel';

import { someBytesOf } from '../../field-readers.js';
import type { JsonFormat } from '../format.js';
import { blobShape } from './cosign-shape.js';
import { keyMaterialOf } from './key-material.js';
import { parseRekorBundle } from './rekor-bundle.js';

/** cosign's own bundle before Sigstore had one: `{base64Signature, cert, rekorBundle}`, over a file (`sign-blob`, `attest-blob`). */
export const COSIGN_BUNDLE: JsonFormat = {
  name: 'cosign-bundle',
  recognises: (document) => Object.hasOwn(document, 'base64Signature'),
  read: (document) => {
    const bundle = new Field(document, 'bundle');
    const certificate = bundle.optional('cert');
    const entry = bundle.optional('rekorBundle');
    const signer = {
      key: keyMaterialOf(certificate && pemOf(certificate)),
      logEntries: entry === undefined ? [] : [parseRekorBundle(entry)],
      timestamps: [],
    };
    return blobShape(signer, someBytesOf(bundle.get('base64Signature')), 'cosign-bundle');
  },
};

/** Written as PEM, or once more in base64. */
function pemOf(field: Field): string {
  const text = field.string();
  return text === '' || text.startsWith('-----BEGIN ') ? text : fromUtf8(someBytesOf(field));
}
