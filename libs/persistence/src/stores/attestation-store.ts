import type {
  AttestationDraftId,
  AttestationRecord,
  AttestationStore,
  Page,
  PageRequest,
  ProducerStatementRecord,
  ReleaseId,
} from '#application';
import { groupBy } from '#compliance';
import type { Digest } from '#kernel';

import { byTime, pageStart, rowIds, toPage } from '../cursor.js';
import { AttestationRow, fromAttestationRow, toAttestationRow } from '../entities/attestation.entity.js';
import {
  fromProducerStatementRow,
  ProducerStatementRow,
  toProducerStatementRow,
} from '../entities/producer-statement.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

export class PostgresAttestationStore implements AttestationStore {
  constructor(private readonly tenant: Tenant) {}

  /** Keeping the same bundle again changes nothing. */
  async keep(record: AttestationRecord): Promise<'kept' | 'known'> {
    const row = toAttestationRow(this.tenant.organization, record);
    return (await insertNew(this.tenant, AttestationRow, [row])) === 1 ? 'kept' : 'known';
  }

  async byDrafts(drafts: readonly AttestationDraftId[]): Promise<ReadonlyMap<AttestationDraftId, AttestationRecord>> {
    const rows = await select(this.tenant, AttestationRow, 'a')
      .andWhere('a.draftId = ANY(:drafts)', { drafts: rowIds(drafts) })
      .getMany();
    return new Map(rows.flatMap((row) => (row.draftId === null ? [] : [[row.draftId, fromAttestationRow(row)]])));
  }

  async byDigest(digest: Digest): Promise<AttestationRecord | undefined> {
    return (await this.byDigests([digest]))[0];
  }

  async byDigests(digests: readonly Digest[]): Promise<readonly AttestationRecord[]> {
    const rows = await select(this.tenant, AttestationRow, 'a')
      .andWhere('a.digest = ANY(:digests)', { digests })
      .getMany();
    return rows.map(fromAttestationRow);
  }

  async keepStatement(record: ProducerStatementRecord): Promise<void> {
    await insertNew(this.tenant, ProducerStatementRow, [toProducerStatementRow(this.tenant.organization, record)]);
  }

  async statementsOver(
    attestations: readonly Digest[],
  ): Promise<ReadonlyMap<Digest, readonly ProducerStatementRecord[]>> {
    const rows = await select(this.tenant, ProducerStatementRow, 's')
      .andWhere('s.attestation = ANY(:attestations)', { attestations })
      .orderBy('s.signedOn')
      .addOrderBy('s.digest')
      .getMany();
    return groupBy(rows.map(fromProducerStatementRow), ({ attestation }) => attestation);
  }

  async list(page: PageRequest, filter: { readonly release?: ReleaseId }): Promise<Page<AttestationRecord>> {
    const { after, take } = pageStart(byTime, page);
    const query = select(this.tenant, AttestationRow, 'a').orderBy('a.signedAt').addOrderBy('a.digest').limit(take);
    if (filter.release !== undefined) query.andWhere('a.releaseId = :release', { release: filter.release });
    if (after !== undefined) query.andWhere('(a.signedAt, a.digest) > (:at, :digest)', after);
    return toPage(await query.getMany(), page, (row) => ({
      cursor: byTime.write({ at: row.signedAt, digest: row.digest }),
      node: fromAttestationRow(row),
    }));
  }
}
