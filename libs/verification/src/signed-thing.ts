import type { HashName } from '#kernel';

/** A hash and its value. */
export interface HashValue {
  readonly hash: HashName;
  readonly digest: Uint8Array;
}

/** What this evidence says was signed, by whom: what log entries and time-stamps must be about. */
export interface SignedThing {
  /** DER of the certificate, or of the SubjectPublicKeyInfo of the key that verified; undefined where no key is known. */
  readonly signer: Uint8Array | undefined;
  readonly content:
    | { readonly kind: 'message'; readonly signature: Uint8Array; readonly digests: readonly HashValue[] }
    | {
        readonly kind: 'dsse';
        readonly payloadType: string;
        readonly payload: Uint8Array;
        /** What was signed: DSSE's pre-authentication encoding. */
        readonly encoded: Uint8Array;
        readonly signatures: readonly { readonly signature: Uint8Array; readonly keyid: string }[];
      };
}
