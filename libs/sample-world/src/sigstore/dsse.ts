import { concatBytes, toBase64, toUtf8 } from '#kernel';

/** A DSSE envelope as JSON; a type, not an interface, so that it is a JSON value too. */
export type Envelope = {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly sig: string }[];
};

export const IN_TOTO = 'application/vnd.in-toto+json';

/** DSSE v1 pre-authentication encoding; lengths count bytes. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = toUtf8(payloadType);
  return concatBytes(toUtf8(`DSSEv1 ${type.length} `), type, toUtf8(` ${payload.length} `), payload);
}

export function toEnvelope(payloadType: string, payload: Uint8Array, signature: Uint8Array): Envelope {
  return { payload: toBase64(payload), payloadType, signatures: [{ sig: toBase64(signature) }] };
}
