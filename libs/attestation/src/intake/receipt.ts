import type { Digest, Instant } from '#kernel';

import { signStatement } from '../sign-statement.js';
import type { Signer } from '../signer.js';

export const INTAKE_RECEIPT_PREDICATE_TYPE = 'https://averment.dev/predicate/intake-receipt/v1';

/** What the organization acknowledges: these bytes, at this moment. It says nothing about what they are worth. */
export interface Receipt {
  readonly evidence: Digest;
  readonly receivedAt: Instant;
  /** Slug. */
  readonly organization: string;
}

/** A signed receipt for the submitter, as a Sigstore bundle whose subject is the received bytes. */
export function signReceipt(receipt: Receipt, signer: Signer): Promise<Uint8Array> {
  return signStatement(
    {
      subjects: [{ name: 'received', digests: [receipt.evidence] }],
      predicateType: INTAKE_RECEIPT_PREDICATE_TYPE,
      predicate: {
        organization: receipt.organization,
        receivedAt: receipt.receivedAt,
        meaning: 'these bytes were received and kept; whether they are true or verify is not stated here',
      },
    },
    signer,
  );
}
