import type { PublicKey } from '#kernel';

/** Whoever holds a signing key: a file, a token, a vault, or nobody for longer than one signature (keyless). */
export interface Signer {
  readonly publicKey: PublicKey;
  /** DER of the certificate that binds the key to an identity; absent where the key is known by itself. */
  readonly certificate?: Uint8Array;
  /** ECDSA DER over the key's default hash of the message. @throws AppError kind unavailable when the key is out of reach */
  sign(message: Uint8Array): Promise<Uint8Array>;
  /** What others add to a finished signature; absent where nobody else is asked. @throws AppError kind unavailable */
  readonly witness?: Witness;
}

/** Somebody else who sees a finished signature and says so: a log, a time-stamp authority. @throws AppError */
export type Witness = (signed: SignedEnvelope) => Promise<WitnessMaterial>;

/** A DSSE envelope with one signature, before anybody else has seen it. */
export interface SignedEnvelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** Goes into the bundle's verification material as it is. */
export interface WitnessMaterial {
  /** `TransparencyLogEntry` as protobuf JSON. */
  readonly logEntries: readonly unknown[];
  /** DER of RFC 3161 time-stamp responses over the signature. */
  readonly timestamps: readonly Uint8Array[];
}

export const NO_WITNESS: WitnessMaterial = { logEntries: [], timestamps: [] };

/** `signer`, with more who witness what it signs. One that fails fails the whole signature: nothing is half witnessed. */
export function withWitnesses(signer: Signer, witnesses: readonly Witness[]): Signer {
  const all = signer.witness === undefined ? witnesses : [signer.witness, ...witnesses];
  if (all.length === 0) return signer;
  return {
    ...(signer.certificate === undefined ? {} : { certificate: signer.certificate }),
    publicKey: signer.publicKey,
    sign: (message) => signer.sign(message),
    witness: async (signed) => {
      const given = await Promise.all(all.map((witness) => witness(signed)));
      return {
        logEntries: given.flatMap(({ logEntries }) => logEntries),
        timestamps: given.flatMap(({ timestamps }) => timestamps),
      };
    },
  };
}
