import type { PackedText } from '#attestation';
import type { Digest } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import type { AttestationRecord } from '../records.js';

/** What is signed beside an attestation: its SLSA verification summary, and what producers stated over it, oldest first. */
export async function besideAttestation(
  ports: Pick<Ports, 'unitOfWork' | 'blobs'>,
  organization: OrganizationId,
  { digest, draft }: Pick<AttestationRecord, 'digest' | 'draft'>,
): Promise<readonly PackedText[]> {
  const { summary, statements } = await ports.unitOfWork.run(organization, async (stores) => ({
    summary: draft && (await stores.drafts.signatures([draft])).get(draft)?.summary,
    statements: (await stores.attestations.statementsOver([digest])).get(digest) ?? [],
  }));
  const named: readonly (readonly [string, Digest])[] = [
    ...(summary === undefined ? [] : [['slsa-vsa.sigstore.json', summary] as const]),
    ...statements.map((each, index) => [`producer-statement-${index + 1}.sigstore.json`, each.digest] as const),
  ];
  return Promise.all(named.map(async ([name, each]) => ({ name, bytes: await ports.blobs.get(organization, each) })));
}
