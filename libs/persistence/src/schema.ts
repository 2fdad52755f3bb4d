import type { DataSourceOptions } from 'typeorm';

import { ApiTokenRow } from './entities/api-token.entity.js';
import { AssessmentRow } from './entities/assessment.entity.js';
import { AttestationApprovalRow } from './entities/attestation-approval.entity.js';
import { AttestationDraftRow } from './entities/attestation-draft.entity.js';
import { AttestationEvidenceRow } from './entities/attestation-evidence.entity.js';
import { AttestationEventRow } from './entities/attestation-event.entity.js';
import { AttestationRecipientRow } from './entities/attestation-recipient.entity.js';
import { AttestationStandingRow } from './entities/attestation-standing.entity.js';
import { AttestationSignatureRow } from './entities/attestation-signature.entity.js';
import { AttestationRow } from './entities/attestation.entity.js';
import { AuditEntryRow } from './entities/audit-entry.entity.js';
import { BindingGrantRow } from './entities/binding-grant.entity.js';
import { ControlResultRow } from './entities/control-result.entity.js';
import { CoverageCellRow } from './entities/coverage-cell.entity.js';
import { CurrentAssessmentRow } from './entities/current-assessment.entity.js';
import { DependentsDueRow } from './entities/dependents-due.entity.js';
import { EvaluationDueRow } from './entities/evaluation-due.entity.js';
import { EvidenceSubjectRow } from './entities/evidence-subject.entity.js';
import { EvidenceRow } from './entities/evidence.entity.js';
import { FactAnchorRow } from './entities/fact-anchor.entity.js';
import { FactRow } from './entities/fact.entity.js';
import { FelledEvidenceRow } from './entities/felled-evidence.entity.js';
import { FelledReleaseRow } from './entities/felled-release.entity.js';
import { FindingAnchorRow } from './entities/finding-anchor.entity.js';
import { FindingRow } from './entities/finding.entity.js';
import { IntakeCheckpointRow } from './entities/intake-checkpoint.entity.js';
import { IntakeLeafRow } from './entities/intake-leaf.entity.js';
import { IntakeNodeRow } from './entities/intake-node.entity.js';
import { InvitationRow } from './entities/invitation.entity.js';
import { KeepingRecordRow } from './entities/keeping-record.entity.js';
import { KeepingRunRow } from './entities/keeping-run.entity.js';
import { MappingLayerRow } from './entities/mapping-layer.entity.js';
import { OrganizationRow } from './entities/organization.entity.js';
import { OutboxRow } from './entities/outbox.entity.js';
import { PasswordCredentialRow } from './entities/password-credential.entity.js';
import { PersonRow } from './entities/person.entity.js';
import { PrincipalRow } from './entities/principal.entity.js';
import { ProducerStatementRow } from './entities/producer-statement.entity.js';
import { ProductRow } from './entities/product.entity.js';
import { PublishedAttestationRow } from './entities/published-attestation.entity.js';
import { PublishedKeyRow } from './entities/published-key.entity.js';
import { ReleaseManifestRow } from './entities/release-manifest.entity.js';
import { ReleaseMemberRow } from './entities/release-member.entity.js';
import { ReleaseRow } from './entities/release.entity.js';
import { SbomComponentRow } from './entities/sbom-component.entity.js';
import { SessionRow } from './entities/session.entity.js';
import { TrustRootRow } from './entities/trust-root.entity.js';
import { TrustRuleRow } from './entities/trust-rule.entity.js';
import { VerdictRow } from './entities/verdict.entity.js';
import { Tenants1795132800001 } from './migrations/1795132800001-tenants.js';
import { Evidence1795132800002 } from './migrations/1795132800002-evidence.js';
import { Releases1795132800003 } from './migrations/1795132800003-releases.js';
import { Logs1795132800004 } from './migrations/1795132800004-logs.js';
import { Tenancy1795132800005 } from './migrations/1795132800005-tenancy.js';
import { Frameworks1795219200001 } from './migrations/1795219200001-frameworks.js';
import { Compromises1795219200002 } from './migrations/1795219200002-compromises.js';
import { MappingLayers1795219200003 } from './migrations/1795219200003-mapping-layers.js';
import { Lanes1795219201001 } from './migrations/1795219201001-lanes.js';
import { Coverage1795219205001 } from './migrations/1795219205001-coverage.js';
import { Keeping1795219206001 } from './migrations/1795219206001-keeping.js';
import { SbomComponents1795305600001 } from './migrations/1795305600001-sbom-components.js';
import { AttestationLife1795305600003 } from './migrations/1795305600003-attestation-life.js';
import { Drafts1795305600002 } from './migrations/1795305600002-drafts.js';
import { CheckpointTimestamps1795305600004 } from './migrations/1795305600004-checkpoint-timestamps.js';
import { People1795305600010 } from './migrations/1795305600010-people.js';
import { SnakeNames } from './snake-names.js';

export const MIGRATIONS_TABLE = 'schema_migration';

export const ENTITIES = [
  ApiTokenRow,
  AssessmentRow,
  AttestationApprovalRow,
  AttestationDraftRow,
  AttestationEvidenceRow,
  AttestationEventRow,
  AttestationRecipientRow,
  AttestationRow,
  AttestationSignatureRow,
  AttestationStandingRow,
  AuditEntryRow,
  BindingGrantRow,
  ControlResultRow,
  CoverageCellRow,
  CurrentAssessmentRow,
  DependentsDueRow,
  EvaluationDueRow,
  EvidenceRow,
  EvidenceSubjectRow,
  FactAnchorRow,
  FactRow,
  FelledEvidenceRow,
  FelledReleaseRow,
  FindingAnchorRow,
  FindingRow,
  IntakeCheckpointRow,
  IntakeLeafRow,
  IntakeNodeRow,
  InvitationRow,
  KeepingRecordRow,
  KeepingRunRow,
  MappingLayerRow,
  OrganizationRow,
  OutboxRow,
  PasswordCredentialRow,
  PersonRow,
  PrincipalRow,
  ProducerStatementRow,
  ProductRow,
  PublishedAttestationRow,
  PublishedKeyRow,
  ReleaseManifestRow,
  ReleaseMemberRow,
  ReleaseRow,
  SbomComponentRow,
  SessionRow,
  TrustRootRow,
  TrustRuleRow,
  VerdictRow,
];

export const MIGRATIONS = [
  Tenants1795132800001,
  Evidence1795132800002,
  Releases1795132800003,
  Logs1795132800004,
  Tenancy1795132800005,
  Frameworks1795219200001,
  Compromises1795219200002,
  MappingLayers1795219200003,
  Lanes1795219201001,
  Coverage1795219205001,
  Keeping1795219206001,
  Drafts1795305600002,
  SbomComponents1795305600001,
  AttestationLife1795305600003,
  CheckpointTimestamps1795305600004,
  People1795305600010,
];

/** How TypeORM sees this schema: it maps rows, and never changes the schema but through migrations. */
export function schemaOptions(url: string) {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'all',
    namingStrategy: new SnakeNames(),
    synchronize: false,
    installExtensions: false,
    // How TypeORM spells `gen_random_uuid()`, which PostgreSQL has had built in since 13.
    uuidExtension: 'pgcrypto',
    connectTimeoutMS: 10_000,
    // A connection that dies while idle is replaced at the next use; the use that needs it gets its error there.
    poolErrorHandler: () => undefined,
  } as const satisfies DataSourceOptions;
}
