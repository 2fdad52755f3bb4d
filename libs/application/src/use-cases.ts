import { HandOverAttestation } from './attestation-standing/hand-over-attestation.js';
import { PublishStatus } from './attestation-standing/publish-status.js';
import { ReadStandings } from './attestation-standing/read-standings.js';
import { SignStatus } from './attestation-standing/sign-status.js';
import { WatchAttestations } from './attestation-standing/watch-attestations.js';
import { WithdrawAttestation } from './attestation-standing/withdraw-attestation.js';
import { AuthenticateToken } from './authenticate-token/authenticate-token.js';
import { BrowseCatalogs } from './browse-catalogs/browse-catalogs.js';
import { BrowseRecipes } from './browse-recipes/browse-recipes.js';
import { KeepEvidence } from './keep-evidence/keep-evidence.js';
import { StartKeeping } from './keep-evidence/start-keeping.js';
import { LoadPack } from './load-pack/load-pack.js';
import { CreateOrganization } from './create-organization/create-organization.js';
import { AssessRelease } from './evaluate-release/assess-release.js';
import { EvaluateRelease } from './evaluate-release/evaluate-release.js';
import { EvaluateDependents } from './evaluate-release/evaluate-dependents.js';
import { EvaluateScope } from './evaluate-release/evaluate-scope.js';
import { ApproveDraft } from './issue-attestation/approve-draft.js';
import { DraftAttestation } from './issue-attestation/draft-attestation.js';
import { FinishAttestation } from './issue-attestation/finish-attestation.js';
import { IssueAttestation } from './issue-attestation/issue-attestation.js';
import { SignDraft } from './issue-attestation/sign-draft.js';
import { ExportAttestation } from './export-report/export-attestation.js';
import { ExportRelease } from './export-report/export-release.js';
import { IssueToken, RevokeToken } from './issue-token/issue-token.js';
import { AskTwoPeople } from './manage-organization/ask-two-people.js';
import { AdoptMappingLayer } from './mapping-layers/adopt-mapping-layer.js';
import { ProposeMappingLayer } from './mapping-layers/propose-mapping-layer.js';
import { ReadMapping } from './mapping-layers/read-mapping.js';
import { RetireMappingLayer } from './mapping-layers/retire-mapping-layer.js';
import { CreateProduct } from './manage-products/create-product.js';
import { CreateRelease } from './manage-products/create-release.js';
import { AcceptInvitation } from './people/accept-invitation.js';
import { ChangeRoles, DeactivatePerson } from './people/change-person.js';
import { AskToBind, ConfirmBinding } from './people/grant-binding.js';
import { InviteAgain, InvitePerson } from './people/invite-person.js';
import type { Clock, Frameworks, Ports } from './ports/index.js';
import { ProveIntake } from './prove-intake/prove-intake.js';
import { DownloadAttestation, DownloadEvidence, DownloadReport, DownloadStatement } from './read/download-bytes.js';
import { QuestionRelease } from './question-release/question-release.js';
import { ReadCoverage } from './read-coverage/read-coverage.js';
import { ReadProductResult } from './read-coverage/read-product-result.js';
import { ReadCompromises } from './read-compromises/read-compromises.js';
import { ReadItems } from './read-items/read-items.js';
import { ReadPlans } from './read-plans/read-plans.js';
import { ReadStores } from './read/read-stores.js';
import { AcknowledgeReceipt } from './receive-evidence/acknowledge-receipt.js';
import { BackPressure } from './receive-evidence/back-pressure.js';
import { ReceiveEvidence } from './receive-evidence/receive-evidence.js';
import { TakeIn } from './receive-evidence/take-in.js';
import { AuthenticateSession } from './sessions/authenticate-session.js';
import { ReadSession } from './sessions/read-session.js';
import { SignIn } from './sessions/sign-in.js';
import { SignOut } from './sessions/sign-out.js';
import { SequenceIntake } from './sequence-intake/sequence-intake.js';
import { SimulateChange } from './simulate-change/simulate-change.js';
import { StateProducerStatement } from './state-producer-statement/state-producer-statement.js';
import { StateDecision } from './state-decision/state-decision.js';
import { AddTrustRoot } from './trust/add-trust-root.js';
import { ExportTrustRules } from './trust/export-trust-rules.js';
import { PutTrustRule, RetireTrustRule } from './trust/put-trust-rule.js';
import { ReplayQuarantined } from './verify-evidence/replay-quarantined.js';
import { ReverifyOrganization } from './verify-evidence/reverify-organization.js';
import { VerifyEvidence } from './verify-evidence/verify-evidence.js';

/** Everything that can be asked of the product; doors translate to and from these and do nothing else. */
export interface UseCases {
  readonly clock: Clock;
  readonly frameworks: Pick<Frameworks, 'standing'>;
  readonly read: ReadStores;
  readonly authenticateToken: AuthenticateToken;
  readonly authenticateSession: AuthenticateSession;
  readonly signIn: SignIn;
  readonly readSession: ReadSession;
  readonly signOut: SignOut;
  readonly invitePerson: InvitePerson;
  readonly inviteAgain: InviteAgain;
  readonly acceptInvitation: AcceptInvitation;
  readonly changeRoles: ChangeRoles;
  readonly deactivatePerson: DeactivatePerson;
  readonly askToBind: AskToBind;
  readonly confirmBinding: ConfirmBinding;
  readonly createOrganization: CreateOrganization;
  readonly issueToken: IssueToken;
  readonly revokeToken: RevokeToken;
  readonly createProduct: CreateProduct;
  readonly createRelease: CreateRelease;
  readonly proposeMappingLayer: ProposeMappingLayer;
  readonly adoptMappingLayer: AdoptMappingLayer;
  readonly retireMappingLayer: RetireMappingLayer;
  readonly readMapping: ReadMapping;
  readonly putTrustRule: PutTrustRule;
  readonly retireTrustRule: RetireTrustRule;
  readonly addTrustRoot: AddTrustRoot;
  readonly exportTrustRules: ExportTrustRules;
  readonly receiveEvidence: ReceiveEvidence;
  readonly acknowledgeReceipt: AcknowledgeReceipt;
  readonly downloadEvidence: DownloadEvidence;
  readonly stateDecision: StateDecision;
  readonly verifyEvidence: VerifyEvidence;
  readonly reverifyOrganization: ReverifyOrganization;
  readonly replayQuarantined: ReplayQuarantined;
  readonly evaluateRelease: EvaluateRelease;
  readonly evaluateScope: EvaluateScope;
  readonly evaluateDependents: EvaluateDependents;
  readonly assessRelease: AssessRelease;
  readonly browseCatalogs: BrowseCatalogs;
  readonly browseRecipes: BrowseRecipes;
  readonly questionRelease: QuestionRelease;
  readonly simulateChange: SimulateChange;
  readonly readCoverage: ReadCoverage;
  readonly readProductResult: ReadProductResult;
  readonly readCompromises: ReadCompromises;
  readonly readItems: ReadItems;
  readonly readPlans: ReadPlans;
  readonly sequenceIntake: SequenceIntake;
  readonly proveIntake: ProveIntake;
  readonly askTwoPeople: AskTwoPeople;
  readonly draftAttestation: DraftAttestation;
  readonly approveDraft: ApproveDraft;
  readonly signDraft: SignDraft;
  readonly finishAttestation: FinishAttestation;
  readonly issueAttestation: IssueAttestation;
  readonly downloadReport: DownloadReport;
  readonly stateProducerStatement: StateProducerStatement;
  readonly downloadStatement: DownloadStatement;
  readonly signStatus: SignStatus;
  readonly publishStatus: PublishStatus;
  readonly readStandings: ReadStandings;
  readonly watchAttestations: WatchAttestations;
  readonly withdrawAttestation: WithdrawAttestation;
  readonly handOverAttestation: HandOverAttestation;
  readonly downloadAttestation: DownloadAttestation;
  readonly exportAttestation: ExportAttestation;
  readonly exportRelease: ExportRelease;
  readonly loadPack: LoadPack;
  readonly keepEvidence: KeepEvidence;
  readonly startKeeping: StartKeeping;
}

/** Plain construction, once per process. */
export function createUseCases(ports: Ports): UseCases {
  const takeIn = new TakeIn(ports, new BackPressure(ports));
  const verifyEvidence = new VerifyEvidence(ports);
  const evaluateRelease = new EvaluateRelease(ports);
  const sequenceIntake = new SequenceIntake(ports);
  const draftAttestation = new DraftAttestation(ports, sequenceIntake);
  const approveDraft = new ApproveDraft(ports);
  const finishAttestation = new FinishAttestation(ports);
  const signDraft = new SignDraft(ports, finishAttestation);
  const signStatus = new SignStatus(ports);
  return {
    clock: ports.clock,
    frameworks: ports.frameworks,
    read: new ReadStores(ports),
    authenticateToken: new AuthenticateToken(ports),
    authenticateSession: new AuthenticateSession(ports),
    signIn: new SignIn(ports),
    readSession: new ReadSession(ports),
    signOut: new SignOut(ports),
    invitePerson: new InvitePerson(ports),
    inviteAgain: new InviteAgain(ports),
    acceptInvitation: new AcceptInvitation(ports),
    changeRoles: new ChangeRoles(ports),
    deactivatePerson: new DeactivatePerson(ports),
    askToBind: new AskToBind(ports),
    confirmBinding: new ConfirmBinding(ports),
    createOrganization: new CreateOrganization(ports),
    issueToken: new IssueToken(ports),
    revokeToken: new RevokeToken(ports),
    createProduct: new CreateProduct(ports),
    createRelease: new CreateRelease(ports),
    proposeMappingLayer: new ProposeMappingLayer(ports),
    adoptMappingLayer: new AdoptMappingLayer(ports),
    retireMappingLayer: new RetireMappingLayer(ports),
    readMapping: new ReadMapping(ports),
    putTrustRule: new PutTrustRule(ports),
    retireTrustRule: new RetireTrustRule(ports),
    addTrustRoot: new AddTrustRoot(ports),
    exportTrustRules: new ExportTrustRules(ports),
    receiveEvidence: new ReceiveEvidence(takeIn),
    acknowledgeReceipt: new AcknowledgeReceipt(ports),
    downloadEvidence: new DownloadEvidence(ports),
    stateDecision: new StateDecision(ports, takeIn),
    verifyEvidence,
    reverifyOrganization: new ReverifyOrganization(ports, verifyEvidence),
    replayQuarantined: new ReplayQuarantined(ports),
    evaluateRelease,
    evaluateScope: new EvaluateScope(ports),
    evaluateDependents: new EvaluateDependents(ports),
    assessRelease: new AssessRelease(ports, evaluateRelease),
    browseCatalogs: new BrowseCatalogs(ports),
    browseRecipes: new BrowseRecipes(ports),
    questionRelease: new QuestionRelease(ports),
    simulateChange: new SimulateChange(ports),
    readCoverage: new ReadCoverage(ports),
    readProductResult: new ReadProductResult(ports),
    readCompromises: new ReadCompromises(ports),
    readItems: new ReadItems(ports),
    readPlans: new ReadPlans(ports),
    sequenceIntake,
    proveIntake: new ProveIntake(ports),
    askTwoPeople: new AskTwoPeople(ports),
    draftAttestation,
    approveDraft,
    signDraft,
    finishAttestation,
    issueAttestation: new IssueAttestation(ports, {
      draft: draftAttestation,
      approve: approveDraft,
      sign: signDraft,
    }),
    downloadReport: new DownloadReport(ports),
    stateProducerStatement: new StateProducerStatement(ports),
    downloadStatement: new DownloadStatement(ports),
    signStatus,
    publishStatus: new PublishStatus(ports, signStatus),
    readStandings: new ReadStandings(ports),
    watchAttestations: new WatchAttestations(ports),
    withdrawAttestation: new WithdrawAttestation(ports, takeIn),
    handOverAttestation: new HandOverAttestation(ports),
    downloadAttestation: new DownloadAttestation(ports),
    exportAttestation: new ExportAttestation(ports),
    exportRelease: new ExportRelease(ports),
    loadPack: new LoadPack(ports, signStatus),
    keepEvidence: new KeepEvidence(ports, sequenceIntake, takeIn),
    startKeeping: new StartKeeping(ports),
  };
}
