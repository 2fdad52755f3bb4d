import type { FrameworkTexts } from '#compliance';
import type { Digest } from '#kernel';
import type { TrustRootSource } from '#verification';

/** Everything a stranger needs to recompute an assessment, bytes as they were. */
export interface Pack {
  /** The signed statement, a Sigstore bundle. */
  readonly attestation: Uint8Array;
  /**
   * PEM of the key that signs the intake checkpoint and the status, and the assessment unless its bundle carries a
   * certificate. Convenient, and worth nothing as an anchor: whoever made the pack chose it.
   */
  readonly publicKey?: Uint8Array;
  /** Every item the judgement used or accounts for, byte for byte, by its digest; withheld ones are absent. */
  readonly evidence: ReadonlyMap<Digest, Uint8Array>;
  readonly trustRoots: readonly TrustRootSource[];
  /** Canonical JSON of the list of trust rules. */
  readonly rules: Uint8Array;
  readonly framework: FrameworkTexts;
  /** Canonical JSON of the AssessmentInput; where something is withheld, of what can be recomputed without it. */
  readonly input: Uint8Array;
  /** Canonical JSON of the Assessment; absent where something is withheld, because it says what was. */
  readonly assessment?: Uint8Array;
  /** The whole intake log up to the checkpoint, one canonical leaf per line, and the signed note. */
  readonly intake?: { readonly leaves: readonly Uint8Array[]; readonly checkpoint: string };
  /** What the statement names under `documents`: the report as data. */
  readonly documents: readonly PackedText[];
  /** Everything else for people and machines, bound by the status: renderings, the read-me, statements beside it. */
  readonly companions?: readonly PackedText[];
  /** The signed status statement, a Sigstore bundle: how the attestation stands, and which companions travel with it. */
  readonly status?: Uint8Array;
  /** Canonical JSON of a WithheldAccount, where something does not leave the house; bound by the status. */
  readonly withheld?: Uint8Array;
}

export interface PackedText {
  /** File name, such as `mapping.yaml`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Something wrong with the files themselves. `path` is the file, or the title of the layer. */
export interface PackProblem {
  readonly code: string;
  readonly sentence: string;
  readonly path?: string;
}
