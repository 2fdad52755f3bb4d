import { standingAt, type Assessment } from '#compliance';
import type { Digest } from '#kernel';

import type { Stores } from '../ports/index.js';
import type { AttestationRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import { noteNext } from './note-next.js';
import { isFinal } from './standing-now.js';

/**
 * A signed assessment stands from its signature on, and when its first sentence ends by itself is known from the start.
 * What became known since it was drafted is looked at next. The one it supersedes stands no more. In the transaction that
 * keeps it.
 */
export async function beginStanding(
  stores: Stores,
  record: Pick<AttestationRecord, 'digest' | 'release' | 'signedAt' | 'signedBy'> & { readonly supersedes?: Digest },
  assessment: Assessment,
): Promise<void> {
  const { digest: attestation, release, signedAt, signedBy } = record;
  const { fallen, nextChange: later } = standingAt(assessment, assessment, signedAt);
  // Between drafting and signing a sentence may have ended: then that is told next.
  const nextChange = fallen.length > 0 ? signedAt : later;
  const standing = { attestation, state: 'standing', since: signedAt, affected: [] } as const;
  await stores.standings.begin(
    { ...standing, release, signedAt, events: 1, ...(nextChange !== undefined && { nextChange }) },
    { ...standing, number: 1, at: signedAt, by: signedBy },
  );
  const { id: organization } = await requireTenant(stores);
  await stores.outbox.add([{ name: 'watch-attestations', organization, release }]);
  if (record.supersedes !== undefined) await supersede(stores, record.supersedes, record);
}

async function supersede(
  stores: Stores,
  older: Digest,
  { digest, signedAt, signedBy }: Pick<AttestationRecord, 'digest' | 'signedAt' | 'signedBy'>,
): Promise<void> {
  const known = (await stores.standings.byAttestations([older])).get(older);
  if (known === undefined || isFinal(known)) return;
  const act = { state: 'superseded', replacedBy: digest, at: signedAt, by: signedBy } as const;
  await noteNext(stores, older, { act, refuse: () => undefined });
  await stores.audit.append([
    { actor: signedBy, action: 'attestation.superseded', target: older, details: { replacedBy: digest }, at: signedAt },
  ]);
}
