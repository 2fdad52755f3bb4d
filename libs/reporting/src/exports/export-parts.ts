import type { Assessment, AssessmentInput, Framework, ItemList } from '#compliance';
import type { Digest, Instant } from '#kernel';

import type { Report } from '../report.js';

/** What every export is made from. All of them show the one report; none judges or counts anything again. */
export interface ExportParts {
  readonly report: Report;
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly framework: Pick<Framework, 'catalog' | 'mapping'>;
  /** The signed assessment whose frozen report this is; absent for a judgement that nobody has signed. */
  readonly attestation?: ExportedAttestation;
  /** The form whose statements rest on the judged catalog; only drafts of it need one. */
  readonly form?: ItemList;
  /** To whom the attestation was handed, each in a line. */
  readonly recipients?: readonly string[];
}

export interface ExportedAttestation {
  /** Over the bytes of its Sigstore bundle. */
  readonly digest: Digest;
  /** SHA-256 of the SubjectPublicKeyInfo, hex; absent where a certificate names the signer. */
  readonly keyFingerprint?: string;
  readonly signedAt?: Instant;
}
