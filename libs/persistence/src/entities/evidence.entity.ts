import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { EvidenceId, EvidenceRecord, EvidenceState, OrganizationId, PrincipalId } from '#application';
import type { Digest, Instant, SubjectDigest } from '#kernel';
import type { Verdict } from '#verification';

import { CountColumn, InstantColumn } from './columns.js';

@Entity('evidence')
@Unique('evidence_digest', ['digest', 'orgId'])
@Index('evidence_state', ['state', 'orgId', 'id'])
@Index('evidence_kind', ['kind', 'orgId', 'id'])
@Index('evidence_outcome', ['outcome', 'orgId', 'id'])
@Index('evidence_waiting', ['storedAt'], { where: "state = 'stored'" })
@Index('evidence_settled', ['orgId', 'settledAt'], { where: "state = 'settled'" })
@ForeignKey('principal', ['orgId', 'submittedBy'], ['orgId', 'id'], { name: 'evidence_submitted_by' })
@ForeignKey('verdict', ['orgId', 'currentVerdictId'], ['orgId', 'id'], { name: 'evidence_current_verdict' })
export class EvidenceRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: EvidenceId;
  @Column('text') digest!: Digest;
  @CountColumn() size!: number;
  @Column('text') origin!: string;
  @Column('uuid') submittedBy!: PrincipalId;
  @InstantColumn() receivedAt!: Instant;
  /** By the database's clock; the reconciler measures waiting by it. */
  @InstantColumn({ default: () => 'now()' }) storedAt!: Instant;
  @Column('text') format!: string;
  @Column('text') kind!: string;
  @Column('text', { array: true }) subjects!: SubjectDigest[];
  @Column('text', { default: 'stored' }) state!: EvidenceState;
  @Column('uuid', { nullable: true }) currentVerdictId!: string | null;
  /** Of the current verdict, kept here so that lists can be filtered by index. */
  @Column('text', { nullable: true }) outcome!: Verdict['outcome'] | null;
  /** When the trust behind the current verdict was read. */
  @InstantColumn({ nullable: true }) settledAt!: Instant | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('text', { nullable: true }) failureCode!: string | null;
  @Column('text', { nullable: true }) failureMessage!: string | null;
}

export function fromEvidenceRow(row: EvidenceRow, verdict: Verdict | undefined): EvidenceRecord {
  const { id, digest, size, origin, submittedBy, receivedAt, state, format, kind, subjects } = row;
  const failure = failureOf(row);
  return {
    id,
    digest,
    size,
    origin,
    submittedBy,
    receivedAt,
    state,
    format,
    kind,
    subjects,
    ...(verdict === undefined ? {} : { verdict }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function failureOf({ attempts, failureCode, failureMessage }: EvidenceRow): EvidenceRecord['failure'] {
  if (attempts === 0 || failureCode === null) return undefined;
  return { code: failureCode, message: failureMessage ?? '', attempts };
}
