import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { KeepingRecord, OrganizationId } from '#application';
import type { Digest } from '#kernel';

import type { Columns } from './columns.js';

/** What a run found, with the bytes that were signed: one for each run, written once. */
@Entity('keeping_record')
@ForeignKey('keeping_run', ['orgId', 'number'], ['orgId', 'number'], { name: 'keeping_record_run' })
export class KeepingRecordRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('integer') number!: number;
  @Column('text') digest!: Digest;
  @Column('bytea') bundle!: Buffer;
  @Column('json') predicate!: Omit<KeepingRecord, 'number' | 'digest' | 'bundle'>;
}

export function toKeepingRecordRow(orgId: OrganizationId, record: KeepingRecord): Columns<KeepingRecordRow> {
  const { number, digest, bundle, ...predicate } = record;
  return { orgId, number, digest, bundle: Buffer.from(bundle), predicate };
}

export function fromKeepingRecordRow({ number, digest, bundle, predicate }: KeepingRecordRow): KeepingRecord {
  return { ...predicate, number, digest, bundle: new Uint8Array(bundle) };
}
