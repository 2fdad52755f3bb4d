import type {
  ApprovalRecord,
  AttestationDraftId,
  DraftRecord,
  DraftStore,
  Page,
  PageRequest,
  ReleaseId,
  SignatureRecord,
} from '#application';

import { groupBy } from '#compliance';

import { byId, pageStart, rowIds, toPage } from '../cursor.js';
import { AttestationApprovalRow, fromApprovalRow, toApprovalRow } from '../entities/attestation-approval.entity.js';
import {
  AttestationDraftRow,
  fromAttestationDraftRow,
  toAttestationDraftRow,
} from '../entities/attestation-draft.entity.js';
import { AttestationSignatureRow, fromSignatureRow, toSignatureRow } from '../entities/attestation-signature.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

type Ids = readonly AttestationDraftId[];

export class PostgresDraftStore implements DraftStore {
  constructor(private readonly tenant: Tenant) {}

  async add(draft: DraftRecord): Promise<void> {
    await insertNew(this.tenant, AttestationDraftRow, [toAttestationDraftRow(this.tenant.organization, draft)]);
  }

  async byIds(ids: Ids): Promise<ReadonlyMap<AttestationDraftId, DraftRecord>> {
    const rows = await select(this.tenant, AttestationDraftRow, 'd')
      .andWhere('d.id = ANY(:ids)', { ids: rowIds(ids) })
      .getMany();
    return new Map(rows.map((row) => [row.id, fromAttestationDraftRow(row)]));
  }

  async list(page: PageRequest, filter: { readonly release?: ReleaseId }): Promise<Page<DraftRecord>> {
    const { after, take } = pageStart(byId, page);
    const query = select(this.tenant, AttestationDraftRow, 'd').orderBy('d.id').limit(take);
    if (filter.release !== undefined) query.andWhere('d.releaseId = :release', { release: filter.release });
    if (after !== undefined) query.andWhere('d.id > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({
      cursor: byId.write(row.id),
      node: fromAttestationDraftRow(row),
    }));
  }

  async approve(approval: ApprovalRecord): Promise<'approved' | 'known'> {
    const row = toApprovalRow(this.tenant.organization, approval);
    return (await insertNew(this.tenant, AttestationApprovalRow, [row])) === 1 ? 'approved' : 'known';
  }

  async approvals(ids: Ids): Promise<ReadonlyMap<AttestationDraftId, readonly ApprovalRecord[]>> {
    const rows = await select(this.tenant, AttestationApprovalRow, 'a')
      .andWhere('a.draftId = ANY(:ids)', { ids: rowIds(ids) })
      .orderBy('a.approvedAt')
      .addOrderBy('a.approvedBy')
      .getMany();
    return groupBy(rows.map(fromApprovalRow), ({ draft }) => draft);
  }

  async sign(signature: SignatureRecord): Promise<SignatureRecord> {
    await insertNew(this.tenant, AttestationSignatureRow, [toSignatureRow(this.tenant.organization, signature)]);
    const kept = (await this.signatures([signature.draft])).get(signature.draft);
    if (kept === undefined) throw new TypeError('a signature was added and is not there');
    return kept;
  }

  async signatures(ids: Ids): Promise<ReadonlyMap<AttestationDraftId, SignatureRecord>> {
    const rows = await select(this.tenant, AttestationSignatureRow, 's')
      .andWhere('s.draftId = ANY(:ids)', { ids: rowIds(ids) })
      .getMany();
    return new Map(rows.map((row) => [row.draftId, fromSignatureRow(row)]));
  }
}
