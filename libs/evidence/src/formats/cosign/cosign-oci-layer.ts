import { Field, ParseError, parseStrictJson } from '#kernel';

import { readDescriptor, requireContent } from '../../containers/oci-blob.js';
import { someBytesOf } from '../../field-readers.js';
import type { SetFormat } from '../format.js';
import { attestationShape, imageSignatureShape } from './cosign-shape.js';
import { keyMaterialOf } from './key-material.js';
import { witnessesOf } from './witnesses.js';

const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
const DSSE = 'application/vnd.dsse.envelope.v1+json';
const SIGNATURE = 'dev.cosignproject.cosign/signature';

/**
 * One layer of what cosign or Tekton Chains put beside an image: `layer`, the signed payload or the envelope, and
 * `descriptor.json`, the layer's entry in its manifest, whose annotations hold signature, certificate and log entry.
 */
export const COSIGN_OCI_LAYER: SetFormat = {
  name: 'cosign-oci-layer',
  read: (parts) => {
    parts.only(['descriptor.json', 'layer']);
    const layer = parts.get('layer');
    const field = new Field(parseStrictJson(parts.get('descriptor.json')), 'descriptor');
    const descriptor = readDescriptor(field);
    requireContent(descriptor, layer);
    const annotations = field.optional('annotations');
    const text = (name: string) => annotations?.optional(name)?.string();
    const signer = {
      key: keyMaterialOf(text('dev.sigstore.cosign/certificate')),
      ...witnessesOf({
        bundle: text('dev.sigstore.cosign/bundle'),
        timestamp: text('dev.sigstore.cosign/rfc3161timestamp'),
      }),
    };
    if (descriptor.mediaType === DSSE) return attestationShape(signer, layer, 'cosign-oci-attestation');
    if (descriptor.mediaType === SIMPLE_SIGNING) {
      const signature = someBytesOf(field.get('annotations').get(SIGNATURE));
      return imageSignatureShape(signer, { payload: layer, signature }, 'cosign-oci-signature');
    }
    throw new ParseError('COSIGN_LAYER_TYPE', `layers of "${descriptor.mediaType.slice(0, 80)}" carry no signature`);
  },
};
