import type { Page, PageRequest, PublishedKey, PublishedStatus, RecipientRecord, RecipientStore } from '#application';
import type { Digest, Instant } from '#kernel';

import { byId, pageStart, toPage } from '../cursor.js';
import { AttestationRecipientRow, fromRecipientRow, toRecipientRow } from '../entities/attestation-recipient.entity.js';
import { fromPublishedRow, PublishedAttestationRow } from '../entities/published-attestation.entity.js';
import { PublishedKeyRow } from '../entities/published-key.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

export class PostgresRecipientStore implements RecipientStore {
  constructor(private readonly tenant: Tenant) {}

  async add(recipient: RecipientRecord): Promise<void> {
    await insertNew(this.tenant, AttestationRecipientRow, [toRecipientRow(this.tenant.organization, recipient)]);
  }

  async list(attestation: Digest, page: PageRequest): Promise<Page<RecipientRecord>> {
    const { after, take } = pageStart(byId, page);
    const query = select(this.tenant, AttestationRecipientRow, 'r')
      .andWhere('r.attestation = :attestation', { attestation })
      .orderBy('r.id')
      .limit(take);
    if (after !== undefined) query.andWhere('r.id > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({ cursor: byId.write(row.id), node: fromRecipientRow(row) }));
  }

  async publish(attestation: Digest, at: Instant, keys: readonly PublishedKey[]): Promise<void> {
    const orgId = this.tenant.organization;
    await insertNew(this.tenant, PublishedAttestationRow, [{ orgId, attestation, publishedAt: at }]);
    await insertNew(
      this.tenant,
      PublishedKeyRow,
      keys.map((key) => ({ ...key, orgId })),
    );
  }

  async published(attestation: Digest): Promise<PublishedStatus | undefined> {
    const row = await select(this.tenant, PublishedAttestationRow, 'p')
      .andWhere('p.attestation = :attestation', { attestation })
      .getOne();
    return row === null ? undefined : fromPublishedRow(row);
  }

  async keepStatus(attestation: Digest, status: NonNullable<PublishedStatus['status']>): Promise<void> {
    const { digest, issuedAt, validUntil, events } = status;
    await this.tenant.manager.query(
      `UPDATE published_attestation SET status = $3, status_issued_at = $4, status_valid_until = $5, status_events = $6
       WHERE org_id = $1 AND attestation = $2`,
      [this.tenant.organization, attestation, digest, issuedAt, validUntil, events],
    );
  }
}
