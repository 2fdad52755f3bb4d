import { AppError, type Digest } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { AttestationDraftId } from '../ids.js';
import { requireDraft } from '../issue-attestation/require-draft.js';
import type { Ports } from '../ports/index.js';

/** Evidence as it was received, byte for byte. */
export class DownloadEvidence {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs'>) {}

  /** @throws AppError forbidden; not-found EVIDENCE_UNKNOWN */
  async run(actor: Actor, digest: Digest): Promise<Uint8Array> {
    requirePermission(actor, 'evidence:read');
    const [row] = await this.ports.unitOfWork.run(actor.organization, (stores) => stores.evidence.byDigests([digest]));
    if (row === undefined)
      throw new AppError('not-found', 'EVIDENCE_UNKNOWN', `no evidence with digest ${digest} was received`);
    return this.ports.blobs.get(actor.organization, digest);
  }
}

/** A signed assessment, as the Sigstore bundle that was signed. */
export class DownloadAttestation {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs'>) {}

  /** @throws AppError forbidden; not-found ATTESTATION_UNKNOWN */
  async run(actor: Actor, digest: Digest): Promise<Uint8Array> {
    requirePermission(actor, 'report:read');
    await requireAttestation(this.ports, actor, digest);
    return this.ports.blobs.get(actor.organization, digest);
  }
}

/** The report of a draft, as data: what people read before they approve it. */
export class DownloadReport {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs'>) {}

  /** @throws AppError forbidden; not-found DRAFT_UNKNOWN */
  async run(actor: Actor, id: AttestationDraftId): Promise<Uint8Array> {
    requirePermission(actor, 'report:read');
    const { report } = await this.ports.unitOfWork.run(actor.organization, (stores) => requireDraft(stores, id));
    return this.ports.blobs.get(actor.organization, report);
  }
}

/** What a producer stated over an attestation, by its number from 1, as the bundle that was signed. */
export class DownloadStatement {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs'>) {}

  /** @throws AppError forbidden; not-found ATTESTATION_UNKNOWN, STATEMENT_UNKNOWN */
  async run(actor: Actor, attestation: Digest, number: number): Promise<Uint8Array> {
    requirePermission(actor, 'report:read');
    const { digest } = await requireAttestation(this.ports, actor, attestation);
    const stated = await this.ports.unitOfWork.run(actor.organization, (stores) =>
      stores.attestations.statementsOver([digest]),
    );
    const statement = stated.get(digest)?.[number - 1];
    if (statement === undefined)
      throw new AppError('not-found', 'STATEMENT_UNKNOWN', `no producer stated so much over ${attestation}`);
    return this.ports.blobs.get(actor.organization, statement.digest);
  }
}

export async function requireAttestation(ports: Pick<Ports, 'unitOfWork'>, actor: Actor, digest: Digest) {
  const record = await ports.unitOfWork.run(actor.organization, (stores) => stores.attestations.byDigest(digest));
  if (record !== undefined) return record;
  throw new AppError('not-found', 'ATTESTATION_UNKNOWN', `no attestation with digest ${digest} was issued here`);
}
