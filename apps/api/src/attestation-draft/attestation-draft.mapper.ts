import type {
  ApprovalOrder,
  ApprovalRecord,
  AttestationDraftId,
  DraftOrder,
  DraftRecord,
  ProducerStatementOrder,
  ProducerStatementRecord,
} from '#application';
import type { Digest } from '#kernel';

import type {
  ApproveAttestationInput,
  AttestationApprovalType,
  AttestationDraftType,
  DraftAttestationInput,
  ProducerStatementType,
  StateProducerStatementInput,
} from './attestation-draft.type.js';

export function toDraft(record: DraftRecord): AttestationDraftType {
  const { id, release, framework, input, report, asOf, validUntil, supersedes, draftedBy, draftedAt } = record;
  return {
    ...{ id, releaseId: release, framework, input, report, asOf, validUntil, draftedById: draftedBy, draftedAt },
    ...(supersedes !== undefined && { supersedes }),
  };
}

export function toApproval({ approvedBy, report, approvedAt }: ApprovalRecord): AttestationApprovalType {
  return { approvedById: approvedBy, report, approvedAt };
}

export function toProducerStatement(record: ProducerStatementRecord): ProducerStatementType {
  const { digest, name, title, authority, statedBy, signedOn } = record;
  return { digest, name, title, authority, statedById: statedBy, signedOn };
}

export function toDraftOrder(input: DraftAttestationInput): DraftOrder {
  const { product, release, framework, supersedes } = input;
  return {
    ...{ product, release, acceptStaleRoot: input.acceptStaleRoot === true },
    ...(typeof framework === 'string' && { framework }),
    ...(typeof supersedes === 'string' && { supersedes: supersedes as Digest }),
  };
}

export function toApprovalOrder({ draft, report }: ApproveAttestationInput): ApprovalOrder {
  return { draft: draft as AttestationDraftId, report: report as Digest };
}

export function toStatementOrder(input: StateProducerStatementInput): ProducerStatementOrder {
  const { attestation, words, wordsShown, name, title, authority, delegation } = input;
  return {
    ...{ attestation: attestation as Digest, words, wordsShown: wordsShown as Digest, name, title, authority },
    ...(typeof delegation === 'string' && { delegation: delegation as Digest }),
  };
}
