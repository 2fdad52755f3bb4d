import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AssessmentRecord, OrganizationId, ReleaseId } from '#application';
import type { Assessment, ControlResult, Scope } from '#compliance';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** The head of an assessment; its results are the rows of control_result, kept once. */
@Entity('assessment')
@Index('assessment_time', ['orgId', 'createdAt', 'input'])
@Index('assessment_release', ['releaseId', 'orgId', 'createdAt', 'input'])
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'assessment_release_fk' })
export class AssessmentRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') input!: Digest;
  @Column('uuid') releaseId!: ReleaseId;
  @Column('json') scope!: Scope;
  @InstantColumn() asOf!: Instant;
  @InstantColumn() knownAt!: Instant;
  @Column('integer') slsaBuildLevel!: Assessment['slsaBuildLevel'];
  @Column('text') mapping!: Digest;
  @Column('text') catalog!: Digest;
  @Column('text') populationSource!: string;
  @Column('integer') populationArtifacts!: number;
  @InstantColumn() createdAt!: Instant;
}

export function toAssessmentRow(orgId: OrganizationId, record: AssessmentRecord): Columns<AssessmentRow> {
  const { input, release, assessment, mapping, catalog, population, createdAt } = record;
  return {
    orgId,
    input,
    releaseId: release,
    scope: assessment.scope,
    asOf: assessment.asOf,
    knownAt: assessment.knownAt,
    slsaBuildLevel: assessment.slsaBuildLevel,
    mapping,
    catalog,
    populationSource: population.source,
    populationArtifacts: population.artifacts,
    createdAt,
  };
}

export function fromAssessmentRow(row: AssessmentRow, results: readonly ControlResult[]): AssessmentRecord {
  const { input, releaseId, scope, asOf, knownAt, slsaBuildLevel, mapping, catalog, createdAt } = row;
  return {
    input,
    release: releaseId,
    assessment: { input, scope, asOf, knownAt, results, slsaBuildLevel },
    mapping,
    catalog,
    population: { source: row.populationSource, artifacts: row.populationArtifacts },
    createdAt,
  };
}
