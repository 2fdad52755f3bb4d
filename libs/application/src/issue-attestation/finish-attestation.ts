import { segmentAt, type Assessment } from '#compliance';

import { beginStanding } from '../attestation-standing/begin-standing.js';
import type { OrganizationId } from '../ids.js';
import type { Job } from '../jobs.js';
import type { FelledAttestation, Ports } from '../ports/index.js';
import type { AttestationRecord } from '../records.js';
import type { DraftRecord, SignatureRecord } from './draft-record.js';
import { putTable, readTable } from './pack-table.js';
import { requireDraft } from './require-draft.js';

export type FinishJob = Extract<Job, { name: 'finish-attestation' }>;

/** What follows from a signature: the attestation, what it rests on, how it stands. Doing it twice changes nothing. */
export class FinishAttestation {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'keyring' | 'clock'>) {}

  /** @throws AppError not-found DRAFT_UNKNOWN; unavailable SIGNING_KEY_UNAVAILABLE */
  async run({ organization, draft: id }: Omit<FinishJob, 'name'>): Promise<AttestationRecord> {
    const { kept, draft, signature } = await this.ports.unitOfWork.run(organization, async (stores) => ({
      draft: await requireDraft(stores, id),
      kept: (await stores.attestations.byDrafts([id])).get(id),
      signature: (await stores.drafts.signatures([id])).get(id),
    }));
    if (kept !== undefined) return kept;
    if (signature === undefined) throw new TypeError('a draft is finished when it has a signature');
    return this.keep(organization, draft, signature);
  }

  private async keep(
    organization: OrganizationId,
    draft: DraftRecord,
    signature: SignatureRecord,
  ): Promise<AttestationRecord> {
    const record = await this.recordOf(organization, draft, signature);
    const { digest, signedBy } = record;
    await this.ports.unitOfWork.run(organization, async (stores) => {
      if ((await stores.attestations.keep(record)) === 'known') return;
      const assessed = await stores.assessments.byInput(draft.input);
      if (assessed === undefined) throw new TypeError('a draft has an assessment');
      await stores.compromises.noteAttestation(digest, citedBy(assessed.assessment));
      await beginStanding(stores, record, assessed.assessment);
      const entry = { actor: signedBy, action: 'attestation.kept', target: digest, at: this.ports.clock.now() };
      await stores.audit.append([{ ...entry, details: { draft: draft.id } }]);
    });
    return record;
  }

  private async recordOf(
    organization: OrganizationId,
    { id, release, framework, input, report, supersedes, parts }: DraftRecord,
    { digest, signedBy, signedAt, keyFingerprint, publicKey }: SignatureRecord,
  ): Promise<AttestationRecord> {
    const { blobs, keyring } = this.ports;
    const frozen = await readTable(blobs, organization, parts);
    // Where a certificate names the signer, the pack still needs the key that signs its checkpoint and its status.
    const key = publicKey ?? (await keyring.signer(organization)).publicKey.toPem();
    return {
      ...{ digest, release, framework, input, report, draft: id, signedBy, signedAt, keyFingerprint },
      ...(supersedes !== undefined && { supersedes }),
      pack: await putTable(blobs, organization, { ...frozen, attestation: digest, publicKey: key }),
    };
  }
}

/** Which result rests on which evidence, at the moment that is attested. */
function citedBy({ results, asOf }: Assessment): FelledAttestation['cites'] {
  return results.flatMap((result) =>
    segmentAt(result, asOf).evidence.map((evidence) => ({ control: result.control, evidence })),
  );
}
