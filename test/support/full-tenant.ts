import type {
  AttestationDraftId,
  BindingGrant,
  InvitationRecord,
  MappingLayerProposal,
  NewEvidence,
  PersonRecord,
  PrincipalId,
  ReleaseId,
  ReleaseRecord,
  SessionRecord,
  Stores,
  UnitOfWork,
} from '#application';
import { CompactRange, leafHash } from '#kernel';

import {
  buildAssessment,
  buildConclusion,
  buildDigest,
  buildDraft,
  buildEvidence,
  buildFelled,
  buildFinding,
  buildId,
  buildKeepingRecord,
  buildKeepingRun,
  buildLayer,
  buildManifest,
  buildRule,
  keepAttestation,
  minute,
  seedRelease,
  seedTenant,
  type Tenant,
} from './records.js';
import { buildBindingGrant, buildInvitation, buildPerson, buildSession } from './people-records.js';
import { buildKey, buildRecipient, buildStanding } from './standing-records.js';

/** An organization with at least one row in every table. */
export interface FullTenant extends Tenant {
  readonly item: NewEvidence;
  readonly waiting: NewEvidence;
  /** Does not stand by the statement named `warning`. */
  readonly felled: NewEvidence;
  readonly release: ReleaseRecord;
  readonly token: string;
  /** Adopted. */
  readonly layer: MappingLayerProposal;
  /** Approved and signed. */
  readonly draft: AttestationDraftId;
  /** Signed in. */
  readonly person: PersonRecord;
  readonly session: SessionRecord;
  readonly invitation: InvitationRecord;
  /** Asked for by the principal; the colleague could confirm it. */
  readonly binding: BindingGrant;
  readonly colleague: PrincipalId;
}

export async function seedFullTenant(unitOfWork: UnitOfWork): Promise<FullTenant> {
  const tenant = await seedTenant(unitOfWork);
  return unitOfWork.run(tenant.id, async (stores) => {
    const { release } = await seedRelease(stores);
    const item = buildEvidence(tenant, { kind: 'compromise' });
    const [waiting, felled] = [buildEvidence(tenant), buildEvidence(tenant)];
    await stores.evidence.add([item, waiting, felled]);
    const findings = [buildFinding(item.digest, [{ kind: 'organization' }])];
    const sbom = { sbom: item.digest, components: [{ digests: waiting.subjects, times: 1 }] };
    await stores.evidence.conclude([buildConclusion(item, { findings, sbom })], minute(3));
    await stores.evidence.conclude([buildFelled(felled, buildDigest('warning'))], minute(3));
    await stores.releases.keepManifest(release.id, buildManifest(item));
    await stores.trust.putRule(buildRule(tenant));
    const layer = buildLayer(tenant);
    await stores.mappingLayers.propose(layer);
    const colleague = buildId<PrincipalId>();
    await stores.organizations.addPrincipal({ id: colleague, kind: 'person', name: 'Colleague' });
    await stores.mappingLayers.adopt(layer.id, { by: colleague, at: minute(2), position: 1 });
    const root = { name: 'root', digest: buildDigest('root'), bytes: Uint8Array.of(1), source: 'seed' } as const;
    await stores.trust.addRoot({ ...root, addedAt: minute(1) });
    const assessment = buildAssessment(release);
    await stores.assessments.keep(assessment);
    const bundle = buildDigest(`bundle of ${release.id}`);
    const made = buildDraft(tenant, assessment, bundle);
    await keepAttestation(stores, made);
    const signatory = { name: 'Ada', title: 'CEO', authority: 'sole director' };
    await stores.attestations.keepStatement({
      ...{ digest: buildDigest(`words over ${bundle}`), attestation: bundle, ...signatory },
      ...{ statedBy: tenant.principal, signedOn: minute(7), keyFingerprint: 'ab'.repeat(32) },
    });
    await stores.compromises.noteAttestation(bundle, [{ control: 'X.1', evidence: felled.digest }]);
    await stores.compromises.noteRelease(release.id, [felled.digest]);
    await seedLife(stores, tenant, release.id);
    const { nodes } = CompactRange.empty().appendWithNodes(leafHash(item.leaf));
    await stores.intake.append([{ evidence: item.id, index: 0 }], nodes);
    await stores.intake.keepCheckpoint({ size: 1, note: 'note', createdAt: minute(4) });
    await stores.keeping.begin(buildKeepingRun(tenant));
    await stores.keeping.keepRecord(buildKeepingRecord(tenant));
    await stores.keeping.finish(1, minute(7));
    await stores.outbox.add([{ name: 'evaluate-release', organization: tenant.id, release: release.id }]);
    await stores.outbox.add([{ name: 'evaluate-dependents', organization: tenant.id, evidence: [waiting.id] }]);
    const people = await seedPeople(stores, tenant);
    await stores.audit.append([{ actor: tenant.principal, action: 'test.seeded', target: 'all', at: minute(7) }]);
    const token = buildId<string>();
    await stores.organizations.addToken({
      id: token,
      organization: tenant.id,
      principal: tenant.principal,
      hash: buildDigest(token),
      permissions: ['evidence:read'],
      createdAt: minute(1),
      expiresAt: minute(59),
    });
    return { ...tenant, item, waiting, felled, release, token, layer, draft: made.draft.id, colleague, ...people };
  });
}

/** Its attestation stands, was handed over, and is published. */
async function seedLife(stores: Stores, tenant: Tenant, release: ReleaseId): Promise<void> {
  const attestation = buildDigest(`bundle of ${release}`);
  await stores.standings.begin(...buildStanding(tenant, { attestation, release }));
  await stores.recipients.add(buildRecipient(tenant, attestation));
  await stores.recipients.publish(attestation, minute(8), [buildKey(tenant.id)]);
}

/** Somebody who signed in twice, was invited again, and is to be a signatory. */
async function seedPeople(
  stores: Stores,
  tenant: Tenant,
): Promise<Pick<FullTenant, 'person' | 'session' | 'invitation' | 'binding'>> {
  const person = buildPerson();
  await stores.people.add(person);
  await stores.organizations.addPrincipal({ id: person.id, kind: 'person', name: person.name });
  await stores.people.keepPassword(person.id, `kept of ${person.id}`, minute(2));
  const [invitation, binding, session] = [
    buildInvitation(person),
    buildBindingGrant(tenant, person),
    buildSession(person),
  ];
  await stores.people.addInvitation(invitation);
  await stores.people.askToBind(binding);
  await stores.sessions.start(session);
  await stores.sessions.start(buildSession(person));
  return { person, session, invitation, binding };
}
