import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId, ReleaseId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn } from './columns.js';

/** The assessment of a release that is shown, for each framework, unless another is asked for. */
@Entity('current_assessment')
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'current_assessment_release' })
@ForeignKey('assessment', ['orgId', 'input'], ['orgId', 'input'], { name: 'current_assessment_assessment' })
export class CurrentAssessmentRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') releaseId!: ReleaseId;
  @PrimaryColumn('text') framework!: string;
  @Column('text') input!: Digest;
  @InstantColumn() asOf!: Instant;
  @InstantColumn() knownAt!: Instant;
}
