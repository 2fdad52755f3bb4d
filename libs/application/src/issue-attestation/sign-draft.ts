import { requireOwnVerdict, signPayload, signStatement, verificationSummaryStatement, type Signer } from '#attestation';
import { AppError, digestOf, fromUtf8, type Digest } from '#kernel';
import type { Report } from '#reporting';

import { requirePermission, type Actor } from '../actor.js';
import type { AttestationDraftId, OrganizationId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { AttestationRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import { areTwoPeople } from '../two-people.js';
import { trustInForce } from '../verify-evidence/verify-evidence.js';
import type { ApprovalRecord, DraftRecord, SignatureRecord } from './draft-record.js';
import type { FinishAttestation } from './finish-attestation.js';
import { requireDraft, requireStillTrue, requireYoung } from './require-draft.js';

/**
 * Signs exactly what was drafted and approved. The signature walks our own ladder before it is kept; once it is kept, the
 * attestation follows from it, now or after a crash.
 */
export class SignDraft {
  constructor(
    private readonly ports: Ports,
    private readonly finish: Pick<FinishAttestation, 'run'>,
  ) {}

  /**
   * Signing a draft again gives the attestation that there is.
   * @throws AppError forbidden; not-found DRAFT_UNKNOWN; conflict APPROVAL_MISSING, DRAFT_EXPIRED, DRAFT_OUTDATED, OWN_SIGNATURE_REFUSED,
   * OWN_SIGNER_UNEXPECTED; unavailable SIGNING_KEY_UNAVAILABLE; what the signer throws
   */
  async run(actor: Actor, id: AttestationDraftId): Promise<AttestationRecord> {
    requirePermission(actor, 'report:sign');
    const { organization } = actor;
    const { draft, approval, signed } = await this.ports.unitOfWork.run(organization, async (stores) => {
      const found = await requireDraft(stores, id);
      const signature = (await stores.drafts.signatures([id])).get(id);
      return { draft: found, signed: signature !== undefined, approval: await approvalOf(stores, found) };
    });
    if (!signed) {
      if (approval === undefined) throw approvalMissing();
      requireYoung(draft, this.ports.clock.now());
      await requireStillTrue(this.ports, organization, draft);
      await this.sign(actor, draft, approval);
    }
    return this.finish.run({ organization, draft: id });
  }

  private async sign(actor: Actor, draft: DraftRecord, approval: ApprovalRecord): Promise<void> {
    const { organization } = actor;
    const { blobs, clock, keyring, unitOfWork } = this.ports;
    const payload = await blobs.get(organization, draft.payload);
    const summary = await this.signSummary(organization, draft);
    const signer = await keyring.attestationSigner(organization);
    const bundle = await signPayload(payload, signer);
    await this.requireOwnVerdict(actor, bundle);
    await blobs.put(organization, bundle);
    const signature: SignatureRecord = {
      ...{ draft: draft.id, report: draft.report, approvedBy: approval.approvedBy, digest: digestOf(bundle) },
      ...{ summary, signedBy: actor.principal, signedAt: clock.now(), ...keyOf(signer) },
    };
    await unitOfWork.run(organization, async (stores) => {
      const kept = await stores.drafts.sign(signature);
      if (kept.digest !== signature.digest) return; // somebody else was first
      await stores.outbox.add([{ name: 'finish-attestation', organization, draft: draft.id }]);
      const { digest: target, signedAt: at, report } = signature;
      const entry = { actor: actor.principal, action: 'attestation.signed', target, at };
      await stores.audit.append([{ ...entry, details: { draft: draft.id, report } }]);
    });
  }

  /** First, so that nothing is half signed when it fails; it says nothing that the report does not. */
  private async signSummary(organization: OrganizationId, { report }: DraftRecord): Promise<Digest> {
    const { blobs, keyring } = this.ports;
    // Our own canonical bytes: the store has held them against their digest.
    const stated = JSON.parse(fromUtf8(await blobs.get(organization, report))) as Report;
    const signer = await keyring.attestationSigner(organization);
    return blobs.put(organization, await signStatement(verificationSummaryStatement(stated), signer));
  }

  /** What we sign walks our own ladder before it is kept. */
  private async requireOwnVerdict({ organization }: Actor, bundle: Uint8Array): Promise<void> {
    const trust = await this.ports.unitOfWork.run(organization, trustInForce);
    const [judgement] = await this.ports.judge.judge([bundle], trust);
    requireOwnVerdict(judgement?.verdict);
  }
}

/** Whoever asks for two people is not content with an approval from before it asked. */
async function approvalOf(stores: Stores, draft: DraftRecord): Promise<ApprovalRecord | undefined> {
  const approvals = (await stores.drafts.approvals([draft.id])).get(draft.id) ?? [];
  const { twoPersonSigning } = await requireTenant(stores);
  if (!twoPersonSigning) return approvals[0];
  const ids = [draft.draftedBy, ...approvals.map(({ approvedBy }) => approvedBy)];
  const people = new Map((await stores.organizations.principals(ids)).map((person) => [person.id, person]));
  return approvals.find(({ approvedBy }) => areTwoPeople(people.get(draft.draftedBy), people.get(approvedBy)));
}

function approvalMissing(): AppError {
  return new AppError(
    'conflict',
    'APPROVAL_MISSING',
    'nobody has approved this draft who may: read its report and approve it; where the organization asks for two people, somebody else than its author does',
  );
}

function keyOf({ publicKey, certificate }: Signer): Pick<SignatureRecord, 'keyFingerprint' | 'publicKey'> {
  return {
    keyFingerprint: publicKey.fingerprint,
    ...(certificate === undefined && { publicKey: publicKey.toPem() }),
  };
}
