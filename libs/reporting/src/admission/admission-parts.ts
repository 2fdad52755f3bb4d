import type { Digest } from '#kernel';
import type { TrustRule } from '#verification';

/** What an admission policy is made from. */
export interface AdmissionParts {
  readonly rules: readonly TrustRule[];
  /** Digest of the rules, all of them. */
  readonly policy: Digest;
  /** Names of the trust roots that list all authorities of Sigstore's public-good instance. */
  readonly publicGood: readonly string[];
  /** Whose images they are: rules of other products are left out. */
  readonly product?: string;
  /** Globs of image names, as the admission controller reads them. */
  readonly images: readonly string[];
  /** Of these alone; absent: of every kind that images can be asked for and that a rule can be expressed for. */
  readonly kinds?: readonly string[];
}
