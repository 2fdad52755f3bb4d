import { queryOptions } from '@tanstack/react-query';

import { ask, Problem } from '../../graphql/client.ts';
import { AttestationDocument, type AttestationQuery } from '../../graphql/generated.ts';

export type Attestation = NonNullable<AttestationQuery['attestation']>;

/** @throws Problem ATTESTATION_UNKNOWN */
export function attestationQuery(digest: string) {
  return queryOptions({
    queryKey: ['attestation', digest],
    queryFn: async (): Promise<Attestation> => {
      const { attestation } = await ask(AttestationDocument, { digest });
      if (attestation !== null) return attestation;
      throw new Problem('ATTESTATION_UNKNOWN', 'No attestation with this digest was issued here: look in the list.');
    },
  });
}

/** Where its bytes are, for a download. */
export function addressOf(digest: string): string {
  return `/v1/attestations/${encodeURIComponent(digest)}`;
}
