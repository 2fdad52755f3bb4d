import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId } from '#application';
import type { ControlResult } from '#compliance';
import type { Digest } from '#kernel';

@Entity('control_result')
@ForeignKey('assessment', ['orgId', 'input'], ['orgId', 'input'], { name: 'control_result_assessment' })
export class ControlResultRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') input!: Digest;
  /** Its place in catalog order. */
  @PrimaryColumn('integer') ordinal!: number;
  @Column('text') control!: string;
  @Column('text') grade!: ControlResult['grade'];
  @Column('text') cap!: ControlResult['cap'];
  @Column('json') segments!: ControlResult['segments'];
}

export function fromControlResultRow(row: ControlResultRow): ControlResult {
  const { control, grade, cap, segments } = row;
  return { control, grade, cap, segments };
}
