import { renderNotice } from '#attestation';
import type {
  AttestationEvent,
  HandOverOrder,
  OrganizationRecord,
  PrincipalId,
  RecipientRecord,
  ReleaseRecord,
  StandingRecord,
  WithdrawalOrder,
} from '#application';
import type { Digest, Instant } from '#kernel';

import type {
  AttestationEventType,
  AttestationRecipientType,
  AttestationStandingType,
  HandOverAttestationInput,
  WithdrawAttestationInput,
} from './attestation-standing.type.js';

export function toStanding(record: StandingRecord): AttestationStandingType {
  const { state, since, affected, nextChange, replacedBy } = record;
  return {
    ...{ state, since, affected: [...affected] },
    ...(nextChange !== undefined && { nextChange }),
    ...(replacedBy !== undefined && { replacedBy }),
  };
}

export function toEvent(event: AttestationEvent): AttestationEventType {
  const { number, state, since, at, affected, replacedBy, withdrawal } = event;
  return {
    ...{ number, state, since, at, affected: [...affected] },
    ...(replacedBy !== undefined && { replacedBy }),
    ...(withdrawal !== undefined && { withdrawal }),
  };
}

export function toRecipient(record: RecipientRecord): AttestationRecipientType {
  const { id, attestation, name, organization, contact, contract, bytes, handedOverAt } = record;
  return {
    ...{ id, attestation, name, organization, bytes, handedOverAt },
    ...(contact !== undefined && { contact }),
    ...(contract !== undefined && { contract }),
  };
}

/** Nothing is to be told while it stands. */
export function toNotice(
  recipient: AttestationRecipientType,
  about: {
    readonly standing: StandingRecord;
    readonly release: ReleaseRecord;
    readonly organization: OrganizationRecord;
  },
): string | null {
  const { standing, release, organization } = about;
  const { state, attestation, since, affected, replacedBy } = standing;
  if (state === 'standing') return null;
  const { name, organization: firm, contract, bytes, handedOverAt } = recipient;
  return renderNotice({
    ...{ issuer: organization.name, product: release.productSlug, release: release.version },
    ...{ attestation, state, since, affected },
    ...(replacedBy !== undefined && { replacedBy }),
    recipient: {
      ...{ name, organization: firm, bytes: bytes as Digest, handedOverAt: handedOverAt as Instant },
      ...(contract !== undefined && { contract }),
    },
  });
}

export function toWithdrawal({ attestation, reason, requestedBy }: WithdrawAttestationInput): WithdrawalOrder {
  const asked = typeof requestedBy === 'string' && { requestedBy: requestedBy as PrincipalId };
  return { attestation: attestation as Digest, reason, ...asked };
}

export function toHandOver(input: HandOverAttestationInput): HandOverOrder {
  const { attestation, name, organization, contact, contract, bytes, at } = input;
  return {
    ...{ attestation: attestation as Digest, name, organization },
    ...(typeof contact === 'string' && { contact }),
    ...(typeof contract === 'string' && { contract }),
    ...(typeof bytes === 'string' && { bytes: bytes as Digest }),
    ...(typeof at === 'string' && { at: at as Instant }),
  };
}
