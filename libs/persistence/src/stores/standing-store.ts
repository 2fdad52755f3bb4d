import type { AttestationEvent, Page, PageRequest, ReleaseId, StandingRecord, StandingStore } from '#application';
import type { AttestationState } from '#evidence';
import type { Digest, Instant } from '#kernel';

import { bySequence, byTime, pageStart, toPage } from '../cursor.js';
import { AttestationEventRow, fromEventRow, toEventRow } from '../entities/attestation-event.entity.js';
import { AttestationStandingRow, fromStandingRow, toStandingRow } from '../entities/attestation-standing.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

const MOST_WATCHED = 100;

export class PostgresStandingStore implements StandingStore {
  constructor(private readonly tenant: Tenant) {}

  async begin(record: StandingRecord, event: AttestationEvent): Promise<void> {
    const { organization } = this.tenant;
    await insertNew(this.tenant, AttestationStandingRow, [toStandingRow(organization, record)]);
    await insertNew(this.tenant, AttestationEventRow, [toEventRow(organization, event)]);
  }

  async byAttestations(attestations: readonly Digest[]): Promise<ReadonlyMap<Digest, StandingRecord>> {
    if (attestations.length === 0) return new Map();
    const rows = await this.standings().andWhere('s.attestation = ANY(:attestations)', { attestations }).getMany();
    return new Map(rows.map((row) => [row.attestation, fromStandingRow(row)]));
  }

  async watched(release: ReleaseId, after?: Digest): Promise<readonly StandingRecord[]> {
    const query = this.watchedOf(release).orderBy('s.attestation').limit(MOST_WATCHED);
    if (after !== undefined) query.andWhere('s.attestation > :after', { after });
    return (await query.getMany()).map(fromStandingRow);
  }

  async isWatched(release: ReleaseId): Promise<boolean> {
    return (await this.watchedOf(release).limit(1).getOne()) !== null;
  }

  async advance(event: AttestationEvent, nextChange?: Instant): Promise<boolean> {
    const { manager, organization } = this.tenant;
    const { attestation, number, state, since, affected, replacedBy } = event;
    const [, moved] = await manager.query<[unknown, number]>(
      `UPDATE attestation_standing SET events = $3, state = $4, since = $5, affected = $6::json, replaced_by = $7,
         next_change_at = $8
       WHERE org_id = $1 AND attestation = $2 AND events = $3 - 1`,
      [
        ...[organization, attestation, number, state, since, JSON.stringify(affected)],
        ...[replacedBy ?? null, nextChange ?? null],
      ],
    );
    if (moved === 0) return false;
    await insertNew(this.tenant, AttestationEventRow, [toEventRow(organization, event)]);
    return true;
  }

  async foresee(
    { attestation, events }: Pick<StandingRecord, 'attestation' | 'events'>,
    nextChange?: Instant,
  ): Promise<void> {
    await this.tenant.manager.query(
      'UPDATE attestation_standing SET next_change_at = $4 WHERE org_id = $1 AND attestation = $2 AND events = $3',
      [this.tenant.organization, attestation, events, nextChange ?? null],
    );
  }

  async events(attestation: Digest, page: PageRequest): Promise<Page<AttestationEvent>> {
    const { after, take } = pageStart(bySequence, page);
    const query = select(this.tenant, AttestationEventRow, 'e')
      .andWhere('e.attestation = :attestation', { attestation })
      .orderBy('e.number')
      .limit(take);
    if (after !== undefined) query.andWhere('e.number > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({
      cursor: bySequence.write(row.number),
      node: fromEventRow(row),
    }));
  }

  async inState(state: AttestationState, at: Instant, page: PageRequest): Promise<Page<StandingRecord>> {
    const { after, take } = pageStart(byTime, page);
    const query = this.standings()
      .andWhere('(s.state = :state OR s.nextChangeAt <= :at)', { state, at })
      .orderBy('s.signedAt')
      .addOrderBy('s.attestation')
      .limit(take);
    if (after !== undefined)
      query.andWhere('(s.signedAt, s.attestation) > (:signedAt, :digest)', {
        signedAt: after.at,
        digest: after.digest,
      });
    return toPage(await query.getMany(), page, (row) => ({
      cursor: byTime.write({ at: row.signedAt, digest: row.attestation }),
      node: fromStandingRow(row),
    }));
  }

  private watchedOf(release: ReleaseId) {
    return this.standings().andWhere(`s.releaseId = :release AND s.state IN ('standing', 'affected')`, { release });
  }

  private standings() {
    return select(this.tenant, AttestationStandingRow, 's');
  }
}
