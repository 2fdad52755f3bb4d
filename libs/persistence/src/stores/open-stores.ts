import type { EntityManager } from 'typeorm';

import type { OrganizationId, Stores } from '#application';

import { PostgresAssessmentStore } from './assessment-store.js';
import { PostgresAttestationStore } from './attestation-store.js';
import { PostgresAuditStore } from './audit-store.js';
import { PostgresCompromiseStore } from './compromise-store.js';
import { PostgresDraftStore } from './draft-store.js';
import { PostgresEvidenceStore } from './evidence-store.js';
import { PostgresIntakeStore } from './intake-store.js';
import { PostgresKeepingStore } from './keeping-store.js';
import { PostgresMappingLayerStore } from './mapping-layer-store.js';
import { PostgresOrganizationStore } from './organization-store.js';
import { PostgresOutboxStore } from './outbox-store.js';
import { PostgresPeopleStore } from './people-store.js';
import { PostgresProductStore } from './product-store.js';
import { PostgresRecipientStore } from './recipient-store.js';
import { PostgresReleaseStore } from './release-store.js';
import { PostgresSessionStore } from './session-store.js';
import { PostgresStandingStore } from './standing-store.js';
import type { Tenant } from './tenant.js';
import { PostgresTrustStore } from './trust-store.js';

/** All stores of one transaction; `flush` writes what they keep for its end and must precede the commit. */
export function openStores(
  manager: EntityManager,
  organization: OrganizationId,
): { readonly stores: Stores; readonly flush: () => Promise<void> } {
  const tenant: Tenant = { manager, organization };
  const audit = new PostgresAuditStore(tenant);
  const stores: Stores = {
    organizations: new PostgresOrganizationStore(tenant),
    people: new PostgresPeopleStore(tenant),
    sessions: new PostgresSessionStore(tenant),
    products: new PostgresProductStore(tenant),
    releases: new PostgresReleaseStore(tenant),
    trust: new PostgresTrustStore(tenant),
    mappingLayers: new PostgresMappingLayerStore(tenant),
    evidence: new PostgresEvidenceStore(tenant),
    assessments: new PostgresAssessmentStore(tenant),
    attestations: new PostgresAttestationStore(tenant),
    drafts: new PostgresDraftStore(tenant),
    compromises: new PostgresCompromiseStore(tenant),
    standings: new PostgresStandingStore(tenant),
    recipients: new PostgresRecipientStore(tenant),
    intake: new PostgresIntakeStore(tenant),
    keeping: new PostgresKeepingStore(tenant),
    outbox: new PostgresOutboxStore(tenant),
    audit,
  };
  return { stores, flush: () => audit.flush() };
}
