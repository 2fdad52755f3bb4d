/** Everything a verifier needs, whichever container and version it came in. No later code asks which version it was. */
export interface SignedEntity {
  readonly key: KeyMaterial;
  readonly content: SignedContent;
  readonly logEntries: readonly LogEntry[];
  /** The format has no place for log entries: whether there is one can be asked of the log alone. */
  readonly logElsewhere?: boolean;
  /** RFC 3161 TimeStampResp, DER. */
  readonly timestamps: readonly Uint8Array[];
  /** What the time-stamps are over where it is not the signature alone: cosign stamps a whole envelope. */
  readonly stamped?: Uint8Array;
}

export type KeyMaterial =
  /** The leaf certificate, DER. Intermediates in a bundle are dropped: chains are built from the trust root only. */
  | { readonly kind: 'certificate'; readonly der: Uint8Array }
  /** A hint for finding the key among the rules; never trusted. */
  | { readonly kind: 'public-key'; readonly hint: string };

export type SignedContent =
  | {
      readonly kind: 'message';
      /** What the bundle says was signed; proven only when the signature verifies over it. */
      readonly digest?: { readonly algorithm: 'sha256' | 'sha384' | 'sha512'; readonly bytes: Uint8Array };
      readonly signature: Uint8Array;
      /** The signed bytes themselves, where the evidence carries them: a simple-signing payload, the attributes of a CMS. */
      readonly message?: Uint8Array;
      /** The hash that the evidence states for this signature; the others that fit the key are tried as well. */
      readonly hash?: 'sha256' | 'sha384' | 'sha512';
    }
  | {
      readonly kind: 'dsse';
      readonly payloadType: string;
      readonly payload: Uint8Array;
      /** One in a Sigstore bundle; one or more in a bare envelope. */
      readonly signatures: readonly { readonly signature: Uint8Array; readonly keyid: string }[];
    }
  | {
      /** in-toto's wrapper before DSSE. No log has an entry of it, so none is ever bound to it. */
      readonly kind: 'metablock';
      /** The `signed` part in canonical JSON: what the signatures are over. */
      readonly signed: Uint8Array;
      readonly signatures: readonly { readonly signature: Uint8Array; readonly keyid: string }[];
    };

/** One entry of a transparency log as the bundle carries it; nothing in it is proven yet. */
export interface LogEntry {
  /** SHA-256 of the log's key (Rekor v1) or its checkpoint key id (v2). */
  readonly logId: Uint8Array;
  readonly index: number;
  readonly kind: string;
  readonly version: string;
  /** Seconds; absent or zero in Rekor v2. Worth something only under a verified promise. */
  readonly integratedTime?: number;
  readonly signedEntryTimestamp?: Uint8Array;
  readonly inclusionProof?: {
    readonly index: number;
    readonly size: number;
    readonly rootHash: Uint8Array;
    readonly hashes: readonly Uint8Array[];
    /** The signed note, text. */
    readonly checkpoint: string;
  };
  readonly canonicalizedBody: Uint8Array;
  /**
   * Where the entry is not about the signature of the evidence itself but about another one by the same key: what that
   * one is over, and the signature. The reader of the format vouches that `message` names this very evidence.
   */
  readonly over?: { readonly message: Uint8Array; readonly signature: Uint8Array };
}
