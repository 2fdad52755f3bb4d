import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AssessmentRecord, OrganizationId, ReleaseId } from '#application';
import type { Assessment, ControlResult, Scope } from '#compliance';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** The head of an assessment; its results are the rows of control_result, kept once. */
@Entity('assessment')
@Index('assessment_time', ['orgId', 'createdAt', 'input'])
@Index('assessment_release', ['releaseId', 'orgId', 'createdAt', 'input'])
@Index('assessment_framework', ['releaseId', 'orgId', 'framework', 'asOf', 'knownAt'])
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'assessment_release_fk' })
export class AssessmentRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') input!: Digest;
  @Column('uuid') releaseId!: ReleaseId;
  @Column('text') framework!: string;
  @Column('json') scope!: Scope;
  @InstantColumn() asOf!: Instant;
  @InstantColumn() knownAt!: Instant;
  @Column('integer') slsaBuildLevel!: Assessment['slsaBuildLevel'];
  /** Bottom first. */
  @Column('text', { array: true }) mappings!: Digest[];
  @Column('text') catalog!: Digest;
  @Column('text') populationSource!: string;
  @Column('integer') populationArtifacts!: number;
  @InstantColumn() createdAt!: Instant;
}

export function toAssessmentRow(orgId: OrganizationId, record: AssessmentRecord): Columns<AssessmentRow> {
  const { input, release, framework, assessment, mappings, catalog, population, createdAt } = record;
  return {
    orgId,
    input,
    releaseId: release,
    framework,
    scope: assessment.scope,
    asOf: assessment.asOf,
    knownAt: assessment.knownAt,
    slsaBuildLevel: assessment.slsaBuildLevel,
    mappings: [...mappings],
    catalog,
    populationSource: population.source,
    populationArtifacts: population.artifacts,
    createdAt,
  };
}

export function fromAssessmentRow(row: AssessmentRow, results: readonly ControlResult[]): AssessmentRecord {
  const { input, releaseId, framework, scope, asOf, knownAt, slsaBuildLevel, mappings, catalog, createdAt } = row;
  return {
    input,
    release: releaseId,
    framework,
    assessment: { input, scope, asOf, knownAt, results, slsaBuildLevel },
    mappings,
    catalog,
    population: { source: row.populationSource, artifacts: row.populationArtifacts },
    createdAt,
  };
}
