import { attestationStatusStatement, signStatement } from '#attestation';
import { parse, type AttestationStatus } from '#evidence';
import type { Digest } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import { standingNow } from './standing-now.js';
import type { StandingRecord } from './standing-record.js';

/** A status that was signed just now, and what it says. */
export interface SignedStatus {
  readonly bytes: Uint8Array;
  readonly status: AttestationStatus;
  readonly standing: StandingRecord;
}

/** Says what is known about an attestation now, signed with the organization's key. Nothing is kept. */
export class SignStatus {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'keyring' | 'clock'>) {}

  /**
   * The Sigstore bundle of `attestation-status/v1`, naming these further parts of the pack that it goes into.
   * @throws AppError not-found ATTESTATION_UNKNOWN; unavailable SIGNING_KEY_UNAVAILABLE
   */
  async run(
    organization: OrganizationId,
    attestation: Digest,
    companions: AttestationStatus['companions'],
  ): Promise<Uint8Array> {
    return (await this.sign(organization, attestation, companions)).bytes;
  }

  async sign(
    organization: OrganizationId,
    attestation: Digest,
    companions: AttestationStatus['companions'],
  ): Promise<SignedStatus> {
    const issuedAt = this.ports.clock.now();
    const standing = await this.ports.unitOfWork.run(organization, (stores) =>
      standingNow(stores, attestation, issuedAt),
    );
    const { state, since, affected, replacedBy, nextChange } = standing;
    const known = {
      ...{ attestation, state, affected, issuedAt, companions },
      // Clocks of two hosts may differ by a moment.
      since: since > issuedAt ? issuedAt : since,
      ...(replacedBy !== undefined && { replacedBy }),
    };
    const statement = attestationStatusStatement(known, nextChange);
    const bytes = await signStatement(statement, await this.ports.keyring.signer(organization));
    return { bytes, status: readBack(bytes), standing };
  }
}

/** What our own reader refuses is never given to anybody else. */
function readBack(bytes: Uint8Array): AttestationStatus {
  const { content } = parse(bytes);
  if (content.kind === 'signed' && content.predicate?.kind === 'attestation-status') return content.predicate;
  const why = content.kind === 'signed' ? content.problem?.message : undefined;
  throw new TypeError(why ?? 'a status of ours is not read as one');
}
