import type { Signer } from '#attestation';
import { AppError, type Digest, type Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports, Stores } from '../ports/index.js';
import { requireName } from '../slug.js';
import { unknownAttestation } from './standing-now.js';
import type { PublishedKey, RecipientRecord } from './standing-record.js';
import { requireStanding } from './withdraw-attestation.js';

export interface HandOverOrder {
  readonly attestation: Digest;
  /** Who received it. */
  readonly name: string;
  readonly organization: string;
  readonly contact?: string;
  readonly contract?: string;
  /** Of the pack or document that was handed over; absent: the attestation itself. */
  readonly bytes?: Digest;
  /** Absent: now. */
  readonly at?: Instant;
}

/** Keeps who was handed which bytes, when, for what. From then on anybody who has the attestation may ask for its status. */
export class HandOverAttestation {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'keyring' | 'clock' | 'identifiers'>) {}

  /** @throws AppError forbidden; invalid NAME_INVALID, HANDED_OVER_WHEN; not-found ATTESTATION_UNKNOWN; conflict ATTESTATION_WITHDRAWN */
  async run(actor: Actor, order: HandOverOrder): Promise<RecipientRecord> {
    requirePermission(actor, 'report:sign');
    const now = this.ports.clock.now();
    const recipient = this.toRecord(actor, order, now);
    const { keyring } = this.ports;
    const own = await keyring.signer(actor.organization);
    const other = await keyring.attestationSigner(actor.organization);
    await this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await requireStanding(stores, order.attestation);
      const { signedAt, keyFingerprint } = await requireSigned(stores, recipient);
      const keys = keysOf([own, ...(other.publicKey.fingerprint === keyFingerprint ? [other] : [])], signedAt);
      await stores.recipients.add(recipient);
      await stores.recipients.publish(order.attestation, now, keys);
      await stores.audit.append([
        {
          actor: actor.principal,
          action: 'attestation.handed-over',
          target: order.attestation,
          details: detailsOf(recipient),
          at: now,
        },
      ]);
    });
    return recipient;
  }

  private toRecord(actor: Actor, order: HandOverOrder, now: Instant): RecipientRecord {
    const { attestation, contact, contract, at = now } = order;
    if (at > now) throw handedOverWhen('it cannot have been handed over after now');
    return {
      id: this.ports.identifiers.next(),
      attestation,
      name: requireName(order.name),
      organization: requireName(order.organization),
      ...(contact !== undefined && { contact: requireName(contact) }),
      ...(contract !== undefined && { contract: requireName(contract) }),
      bytes: order.bytes ?? attestation,
      handedOverAt: at,
      recordedBy: actor.principal,
    };
  }
}

async function requireSigned(stores: Stores, { attestation, handedOverAt }: RecipientRecord) {
  const record = await stores.attestations.byDigest(attestation);
  if (record === undefined) throw unknownAttestation(attestation);
  if (handedOverAt < record.signedAt)
    throw handedOverWhen(`it was signed at ${record.signedAt}, and not handed over before`);
  return record;
}

/** Keys that are known by themselves; whoever signs with a certificate shows it in each signature. */
function keysOf(signers: readonly Signer[], since: Instant): readonly PublishedKey[] {
  return signers
    .filter(({ certificate }) => certificate === undefined)
    .map(({ publicKey }) => ({ fingerprint: publicKey.fingerprint, pem: publicKey.toPem(), since }));
}

function detailsOf({ id, organization, bytes }: RecipientRecord) {
  return { recipient: id, organization, bytes };
}

function handedOverWhen(message: string): AppError {
  return new AppError('invalid', 'HANDED_OVER_WHEN', message);
}
