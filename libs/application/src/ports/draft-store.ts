import type { AttestationDraftId, ReleaseId } from '../ids.js';
import type { ApprovalRecord, DraftRecord, SignatureRecord } from '../issue-attestation/draft-record.js';
import type { Page, PageRequest } from '../page.js';

/** From draft to signature. Rows are added and never changed; each step names the one before it. */
export interface DraftStore {
  add(draft: DraftRecord): Promise<void>;
  byIds(ids: readonly AttestationDraftId[]): Promise<ReadonlyMap<AttestationDraftId, DraftRecord>>;
  /** In the order of drafting. */
  list(page: PageRequest, filter: { readonly release?: ReleaseId }): Promise<Page<DraftRecord>>;
  /** 'known' when this person has approved it already. */
  approve(approval: ApprovalRecord): Promise<'approved' | 'known'>;
  /** By draft, oldest first. */
  approvals(ids: readonly AttestationDraftId[]): Promise<ReadonlyMap<AttestationDraftId, readonly ApprovalRecord[]>>;
  /** Keeps the first signature of a draft; returns the one that is kept. */
  sign(signature: SignatureRecord): Promise<SignatureRecord>;
  signatures(ids: readonly AttestationDraftId[]): Promise<ReadonlyMap<AttestationDraftId, SignatureRecord>>;
}
