import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { CoverageCell, OrganizationId, ReleaseId } from '#application';

/**
 * One segment of one control of one release, and while that was what was known of it. The key is the index of every
 * read: of a release it holds together what is known now (`infinity`), however much was known before.
 */
@Entity('coverage_cell')
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'coverage_cell_release' })
export class CoverageCellRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') framework!: string;
  @PrimaryColumn('uuid') releaseId!: ReleaseId;
  @PrimaryColumn('timestamp with time zone', { precision: 3, default: 'infinity' }) knownUntil!: Date | number;
  /** The control's place in catalog order. */
  @PrimaryColumn('integer') ordinal!: number;
  @PrimaryColumn('timestamp with time zone', { precision: 3 }) validFrom!: Date | number;
  @Column('timestamp with time zone', { precision: 3 }) validUntil!: Date | number;
  @Column('timestamp with time zone', { precision: 3 }) knownFrom!: Date;
  @Column('text') control!: string;
  @Column('text') grade!: CoverageCell['grade'];
  @Column('text') cap!: CoverageCell['cap'];
  @Column('text') status!: CoverageCell['status'];
  @Column('text') reason!: CoverageCell['reason'];
  @Column('text') machine!: CoverageCell['machine']['status'];
  @Column('integer') met!: number;
  /** Members judged. */
  @Column('integer') members!: number;
  @Column('text') human!: CoverageCell['human'];
  @Column('boolean') teamControlled!: boolean;
  @Column('text') populationSource!: string;
}
