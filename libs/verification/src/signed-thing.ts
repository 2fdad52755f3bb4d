import type { HashName, PublicKey } from '#kernel';

/** A hash and its value. */
export interface HashValue {
  readonly hash: HashName;
  readonly digest: Uint8Array;
}

/** Who signed, byte for byte: the certificate, or the SubjectPublicKeyInfo of a bare key. */
export interface SignerMaterial {
  readonly der: Uint8Array;
  readonly key: PublicKey;
}

/** What this evidence says was signed, by whom: what log entries and time-stamps must be about. */
export interface SignedThing {
  /** Undefined where no key is known. */
  readonly signer: SignerMaterial | undefined;
  readonly content: SignedMessage | SignedEnvelope | SignedMetablock;
}

export interface SignedMessage {
  readonly kind: 'message';
  readonly signature: Uint8Array;
  /** Digests the signature is over; until it is verified, those that the bundle states. */
  readonly digests: readonly HashValue[];
}

export interface SignedEnvelope {
  readonly kind: 'dsse';
  readonly payloadType: string;
  readonly payload: Uint8Array;
  /** What was signed: DSSE's pre-authentication encoding. */
  readonly encoded: Uint8Array;
  readonly signatures: readonly { readonly signature: Uint8Array; readonly keyid: string }[];
}

/** in-toto's wrapper before DSSE; no log and no time-stamp speaks of it. */
export interface SignedMetablock {
  readonly kind: 'metablock';
  /** What was signed: canonical JSON. */
  readonly signed: Uint8Array;
  readonly signatures: readonly { readonly signature: Uint8Array; readonly keyid: string }[];
}
