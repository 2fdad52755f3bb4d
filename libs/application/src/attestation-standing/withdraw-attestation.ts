import { signStatement, withdrawalStatement } from '#attestation';
import { parse } from '#evidence';
import { AppError, digestOf, type Digest, type Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { PrincipalId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { TakeIn } from '../receive-evidence/take-in.js';
import { requireTenant } from '../tenant.js';
import { requireColleague, requirePerson } from '../two-people.js';
import { noteNext } from './note-next.js';
import { unknownAttestation } from './standing-now.js';
import type { AttestationEvent, StandingRecord } from './standing-record.js';

export interface WithdrawalOrder {
  readonly attestation: Digest;
  readonly reason: string;
  /** The person who asks for it, where the organization signs by two people; the actor agrees. */
  readonly requestedBy?: PrincipalId;
}

/** A person says, signed, that the organization no longer stands behind an attestation. It cannot be taken back. */
export class WithdrawAttestation {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'keyring' | 'clock'>,
    private readonly takeIn: Pick<TakeIn, 'run'>,
  ) {}

  /** @throws AppError forbidden; invalid PERSON_NEEDED, FOUR_EYES, WITHDRAWAL_INVALID; not-found ATTESTATION_UNKNOWN; conflict ATTESTATION_WITHDRAWN */
  async run(actor: Actor, order: WithdrawalOrder): Promise<AttestationEvent> {
    requirePermission(actor, 'report:sign');
    requirePerson(actor);
    const { attestation, reason } = order;
    const withdrawnAt = this.ports.clock.now();
    const scope = await this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await requireStanding(stores, attestation);
      await requireSecondPerson(stores, actor, order);
      return scopeOf(stores, attestation);
    });
    const statement = withdrawalStatement({ scope, attestation, reason, by: actor.name, withdrawnAt });
    const bytes = await signStatement(statement, await this.ports.keyring.signer(actor.organization));
    requireReadable(bytes);
    // Received before it counts: whoever is interrupted here sees that it still stands, and says it again.
    await this.takeIn.run(actor, [{ bytes, origin: `withdrawal stated by ${actor.name}` }]);
    return this.note(actor, attestation, digestOf(bytes), withdrawnAt);
  }

  private note(actor: Actor, attestation: Digest, withdrawal: Digest, at: Instant): Promise<AttestationEvent> {
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const act = { state: 'withdrawn', at, by: actor.principal, withdrawal } as const;
      const event = await noteNext(stores, attestation, { act, refuse: refuseWithdrawn });
      await stores.audit.append([
        { actor: actor.principal, action: 'attestation.withdrawn', target: attestation, details: { withdrawal }, at },
      ]);
      return event;
    });
  }
}

/** @throws AppError not-found ATTESTATION_UNKNOWN; conflict ATTESTATION_WITHDRAWN */
export async function requireStanding(stores: Stores, attestation: Digest): Promise<void> {
  const noted = (await stores.standings.byAttestations([attestation])).get(attestation);
  if (noted === undefined) throw unknownAttestation(attestation);
  refuseWithdrawn(noted);
}

function refuseWithdrawn(noted: StandingRecord): void {
  if (noted.state !== 'withdrawn') return;
  throw new AppError('conflict', 'ATTESTATION_WITHDRAWN', `this attestation was withdrawn at ${noted.since}`);
}

async function requireSecondPerson(stores: Stores, actor: Actor, { requestedBy }: WithdrawalOrder): Promise<void> {
  const { twoPersonSigning } = await requireTenant(stores);
  if (requestedBy !== undefined) await requireColleague(stores, actor, requestedBy);
  else if (twoPersonSigning) {
    throw new AppError(
      'invalid',
      'FOUR_EYES',
      'this organization signs by two people: name the person who asks for it',
    );
  }
}

async function scopeOf(stores: Stores, attestation: Digest) {
  const record = await stores.attestations.byDigest(attestation);
  const [release] = record === undefined ? [] : await stores.releases.byIds([record.release]);
  if (release === undefined) throw unknownAttestation(attestation);
  const { slug: organization } = await requireTenant(stores);
  return { organization, product: release.productSlug, release: release.version };
}

/** What our own readers refuse is told to whoever says it, instead of being received and counting for nothing. */
function requireReadable(bytes: Uint8Array): void {
  const { content } = parse(bytes);
  if (content.kind === 'signed' && content.predicate?.kind === 'withdrawal') return;
  const why = content.kind === 'signed' ? content.problem?.message : undefined;
  throw new AppError('invalid', 'WITHDRAWAL_INVALID', why ?? 'this withdrawal cannot be read back as a statement');
}
