import { beforeEach, describe, expect, it } from '@jest/globals';

import { digestOf, parseInstant, toUtf8 } from '#kernel';

import { PERMISSIONS, type Actor, type Permission } from './actor.js';
import type { AttestationDraftId, EvidenceId, MappingLayerId, PrincipalId, SessionId } from './ids.js';
import type { Ports } from './ports/index.js';
import { refusalOf } from './testing/refused.js';
import { testActor } from './testing/test-actor.js';
import { createUseCases, type UseCases } from './use-cases.js';

const DIGEST = digestOf(toUtf8('anything'));
const EARLIER = parseInstant('2026-05-01');
const LATER = parseInstant('2026-06-01');
const RELEASE = { product: 'app', version: '1.0.0' };
const KEY_RULE = {
  id: 'somebody',
  scope: { kind: 'organization' },
  kinds: ['artifact-signature'],
  signer: { kind: 'certificate', issuer: 'https://issuer.example', identity: { exactly: 'ada@example.org' } },
  log: { required: 1 },
  time: { required: 1 },
  teamControlled: false,
};

const PRODUCER_STATEMENT = {
  ...{ attestation: DIGEST, words: 'w', wordsShown: digestOf(toUtf8('other words')) },
  ...{ name: 'Ada', title: 'CEO', authority: 'director' },
};
const SESSION = { id: 'id' as SessionId, expiresAt: LATER };

/** Asked by people over the doors: each needs exactly one permission, which the first column names. */
const ASKED: Readonly<Record<string, readonly [Permission, (use: UseCases, actor: Actor) => unknown]>> = {
  'read anything': ['report:read', (use, actor) => use.read.run(actor, 'report:read', () => Promise.resolve())],
  issueToken: [
    'org:admin',
    (use, actor) =>
      use.issueToken.run(actor, {
        principal: { kind: 'machine', name: 'CI' },
        permissions: ['evidence:write'],
        days: 1,
      }),
  ],
  revokeToken: ['org:admin', (use, actor) => use.revokeToken.run(actor, 'id')],
  invitePerson: [
    'org:admin',
    (use, actor) => use.invitePerson.run(actor, { email: 'kim@example.org', name: 'Kim', roles: ['auditor'] }),
  ],
  inviteAgain: ['org:admin', (use, actor) => use.inviteAgain.run(actor, 'id' as PrincipalId)],
  changeRoles: ['org:admin', (use, actor) => use.changeRoles.run(actor, 'id' as PrincipalId, ['auditor'])],
  deactivatePerson: ['org:admin', (use, actor) => use.deactivatePerson.run(actor, 'id' as PrincipalId)],
  askToBind: [
    'org:admin',
    (use, actor) => use.askToBind.run(actor, { person: 'id' as PrincipalId, delegation: DIGEST }),
  ],
  confirmBinding: ['policy:write', (use, actor) => use.confirmBinding.run(actor, 'id')],
  createProduct: ['evidence:write', (use, actor) => use.createProduct.run(actor, { slug: 'app', name: 'App' })],
  createRelease: ['evidence:write', (use, actor) => use.createRelease.run(actor, RELEASE)],
  putTrustRule: ['policy:write', (use, actor) => use.putTrustRule.run(actor, KEY_RULE)],
  retireTrustRule: ['policy:write', (use, actor) => use.retireTrustRule.run(actor, 'somebody')],
  receiveEvidence: [
    'evidence:write',
    (use, actor) => use.receiveEvidence.run(actor, [{ bytes: toUtf8('x'), origin: 'upload' }]),
  ],
  acknowledgeReceipt: ['evidence:read', (use, actor) => use.acknowledgeReceipt.run(actor, DIGEST)],
  downloadEvidence: ['evidence:read', (use, actor) => use.downloadEvidence.run(actor, DIGEST)],
  exportRelease: ['report:read', (use, actor) => use.exportRelease.run(actor, { ...RELEASE, format: 'csv' })],
  exportAttestation: [
    'report:read',
    (use, actor) => use.exportAttestation.run(actor, { attestation: DIGEST, format: 'csv' }),
  ],
  'stateDecision: manifest': [
    'evidence:write',
    (use, actor) =>
      use.stateDecision.run(actor, { kind: 'release-manifest', product: 'app', release: '1.0.0', artifacts: [] }),
  ],
  'stateDecision: waiver': [
    'policy:write',
    (use, actor) =>
      use.stateDecision.run(actor, {
        kind: 'waiver',
        control: 'A.1',
        reason: 'r',
        compensatingControl: 'c',
        requestedBy: 'somebody else' as PrincipalId,
        validUntil: LATER,
      }),
  ],
  replayQuarantined: ['evidence:write', (use, actor) => use.replayQuarantined.run(actor, 'id' as EvidenceId)],
  assessRelease: ['report:read', (use, actor) => use.assessRelease.run(actor, RELEASE)],
  'browseCatalogs: list': ['report:read', (use, actor) => use.browseCatalogs.list(actor)],
  'browseCatalogs: find': ['report:read', (use, actor) => use.browseCatalogs.find(actor, 'ssdf-1.1')],
  'browseRecipes: list': ['report:read', (use, actor) => use.browseRecipes.list(actor)],
  'browseRecipes: find': ['report:read', (use, actor) => use.browseRecipes.find(actor, 'sbom')],
  'browseRecipes: for': ['report:read', (use, actor) => use.browseRecipes.for(actor, [])],
  'questionRelease: explain': [
    'report:read',
    (use, actor) => use.questionRelease.explain(actor, RELEASE, { control: 'PW.4.1' }),
  ],
  'questionRelease: plan': ['report:read', (use, actor) => use.questionRelease.plan(actor, RELEASE, { profile: 'p' })],
  'questionRelease: sample': [
    'report:read',
    (use, actor) => use.questionRelease.sample(actor, RELEASE, { size: 1, seed: 's' }),
  ],
  'questionRelease: compare': [
    'report:read',
    (use, actor) => use.questionRelease.compare(actor, { from: RELEASE, to: RELEASE }),
  ],
  readPlans: ['report:read', (use, actor) => use.readPlans.run(actor, { product: 'app' })],
  'readCompromises: list': ['report:read', (use, actor) => use.readCompromises.list(actor)],
  'readCompromises: find': ['report:read', (use, actor) => use.readCompromises.find(actor, DIGEST)],
  'readCompromises: evidence': [
    'report:read',
    (use, actor) => use.readCompromises.evidence(actor, DIGEST, { first: 1 }),
  ],
  'readCompromises: releases': [
    'report:read',
    (use, actor) => use.readCompromises.releases(actor, DIGEST, { page: { first: 1 } }),
  ],
  'readCompromises: attestations': [
    'report:read',
    (use, actor) => use.readCompromises.attestations(actor, DIGEST, { first: 1 }),
  ],
  'stateDecision: compromise': [
    'policy:write',
    (use, actor) =>
      use.stateDecision.run(actor, {
        ...{ kind: 'compromise', since: EARLIER, reason: 'r' },
        distrusted: { kind: 'identity', name: 'ci@acme.example' },
      }),
  ],
  readCoverage: ['report:read', (use, actor) => use.readCoverage.run(actor, { first: 1 }, {})],
  readProductResult: [
    'report:read',
    (use, actor) => use.readProductResult.run(actor, { product: 'app', period: { from: EARLIER, until: LATER } }),
  ],
  readItems: [
    'report:read',
    (use, actor) => use.readItems.run(actor, { product: 'app', version: '1.0.0', by: 'cisa-form-1.0' }),
  ],
  readMapping: ['report:read', (use, actor) => use.readMapping.run(actor)],
  proposeMappingLayer: [
    'policy:write',
    (use, actor) => use.proposeMappingLayer.run(actor, { bytes: toUtf8('id: stricter') }),
  ],
  adoptMappingLayer: ['policy:write', (use, actor) => use.adoptMappingLayer.run(actor, 'id' as MappingLayerId)],
  retireMappingLayer: [
    'policy:write',
    (use, actor) =>
      use.retireMappingLayer.run(actor, {
        ...{ id: 'id' as MappingLayerId, requestedBy: 'somebody else' as PrincipalId, reason: 'r' },
      }),
  ],
  simulateChange: ['report:read', (use, actor) => use.simulateChange.run(actor, {})],
  startKeeping: ['evidence:write', (use, actor) => use.startKeeping.run(actor)],
  proveIntake: ['evidence:read', (use, actor) => use.proveIntake.run(actor, DIGEST)],
  issueAttestation: [
    'report:sign',
    (use, actor) => use.issueAttestation.run(actor, { product: 'app', release: '1.0.0', acceptStaleRoot: false }),
  ],
  askTwoPeople: ['org:admin', (use, actor) => use.askTwoPeople.run(actor, true)],
  draftAttestation: [
    'report:sign',
    (use, actor) => use.draftAttestation.run(actor, { product: 'app', release: '1.0.0', acceptStaleRoot: false }),
  ],
  approveDraft: [
    'report:sign',
    (use, actor) => use.approveDraft.run(actor, { draft: 'id' as AttestationDraftId, report: DIGEST }),
  ],
  signDraft: ['report:sign', (use, actor) => use.signDraft.run(actor, 'id' as AttestationDraftId)],
  'stateProducerStatement: by token': [
    'report:sign',
    (use, actor) => use.stateProducerStatement.run(actor, PRODUCER_STATEMENT),
  ],
  'stateProducerStatement: signed in': [
    'statement:bind',
    (use, actor) => use.stateProducerStatement.run({ ...actor, session: SESSION }, PRODUCER_STATEMENT),
  ],
  downloadReport: ['report:read', (use, actor) => use.downloadReport.run(actor, 'id' as AttestationDraftId)],
  downloadStatement: ['report:read', (use, actor) => use.downloadStatement.run(actor, DIGEST, 1)],
  'readStandings: of': ['report:read', (use, actor) => use.readStandings.of(actor, [DIGEST])],
  'readStandings: in a state': [
    'report:read',
    (use, actor) => use.readStandings.inState(actor, 'standing', { first: 1 }),
  ],
  'readStandings: events': ['report:read', (use, actor) => use.readStandings.events(actor, DIGEST, { first: 1 })],
  'readStandings: recipients': [
    'report:read',
    (use, actor) => use.readStandings.recipients(actor, DIGEST, { first: 1 }),
  ],
  withdrawAttestation: [
    'report:sign',
    (use, actor) => use.withdrawAttestation.run(actor, { attestation: DIGEST, reason: 'r' }),
  ],
  handOverAttestation: [
    'report:sign',
    (use, actor) => use.handOverAttestation.run(actor, { attestation: DIGEST, name: 'Robin', organization: 'Agency' }),
  ],
  exportTrustRules: [
    'report:read',
    (use, actor) => use.exportTrustRules.run(actor, { format: 'kyverno', images: ['registry.example.org/**'] }),
  ],
  downloadAttestation: ['report:read', (use, actor) => use.downloadAttestation.run(actor, DIGEST)],
  loadPack: ['report:read', (use, actor) => use.loadPack.run(actor, DIGEST)],
  addTrustRoot: [
    'policy:write',
    (use, actor) => use.addTrustRoot.run(actor, { name: 'root', bytes: toUtf8('not a root') }),
  ],
};

/** Nobody asks for these with a permission: the worker, the operator before there is a tenant, whoever signs in and out, or anybody. */
const UNASKED = [
  'clock',
  'frameworks',
  'authenticateToken',
  'authenticateSession',
  'signIn',
  'readSession',
  'signOut',
  'acceptInvitation',
  'createOrganization',
  'verifyEvidence',
  'reverifyOrganization',
  'evaluateRelease',
  'evaluateScope',
  'evaluateDependents',
  'finishAttestation',
  'watchAttestations',
  'signStatus',
  'publishStatus',
  'sequenceIntake',
  'keepEvidence',
];

class Reached extends Error {}

/** A world in which whatever is touched says so. */
function tripwire(onTouch: (port: string) => void): Ports {
  const port = (name: string): unknown =>
    new Proxy(
      {},
      {
        get: () => () => {
          onTouch(name);
          throw new Reached(name);
        },
      },
    );
  return new Proxy({} as Ports, { get: (_, name) => port(String(name)) });
}

const touched: string[] = [];
beforeEach(() => void touched.splice(0));
const use = createUseCases(tripwire((port) => touched.push(port)));

describe.each(Object.entries(ASKED))('%s', (_, [permission, ask]) => {
  it('is forbidden to who may do nothing, before anything is read or written', async () => {
    const nobody = testActor({ permissions: [] });
    expect(await refusalOf(() => ask(use, nobody))).toBe('PERMISSION_MISSING');
    expect(touched).toEqual([]);
  });

  it(`is forbidden with every permission but ${permission}`, async () => {
    const others = PERMISSIONS.filter((other) => other !== permission && other !== 'org:admin');
    expect(await refusalOf(() => ask(use, testActor({ permissions: others })))).toBe('PERMISSION_MISSING');
    expect(touched).toEqual([]);
  });

  it(`asks for no more than ${permission}`, async () => {
    const code = await refusalOf(() => ask(use, testActor({ permissions: [permission] }))).catch((error: unknown) => {
      if (error instanceof Reached) return 'reached';
      throw error;
    });
    expect(code).not.toBe('PERMISSION_MISSING');
  });
});

describe('the table above', () => {
  it('speaks of every use case there is', () => {
    const spoken = Object.keys(ASKED).map((title) => title.split(/[ :]/)[0] ?? title);
    expect(new Set([...spoken, ...UNASKED])).toEqual(new Set(Object.keys(use)));
  });
});
