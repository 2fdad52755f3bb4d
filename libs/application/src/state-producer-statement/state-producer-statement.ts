import {
  producerStatement,
  requireOwnVerdict,
  requireReadableStatement,
  signStatement,
  type Signer,
} from '#attestation';
import { isSameName, type ProducerStatement } from '#evidence';
import { AppError, digestOf, toUtf8, type Digest, type Instant } from '#kernel';

import { requirePermission, type Actor, type Permission } from '../actor.js';
import { standingNow } from '../attestation-standing/standing-now.js';
import type { Ports, Stores } from '../ports/index.js';
import { requireTenant } from '../tenant.js';
import { requirePerson } from '../two-people.js';
import { trustInForce } from '../verify-evidence/verify-evidence.js';
import type { ProducerStatementRecord } from './producer-statement-record.js';

export interface ProducerStatementOrder {
  readonly attestation: Digest;
  readonly words: string;
  /** SHA-256 over the UTF-8 of the words as they were shown to the signatory. */
  readonly wordsShown: Digest;
  readonly name: string;
  readonly title: string;
  readonly authority: string;
  /** SHA-256 of the document by which the signatory lets somebody else have this signed. */
  readonly delegation?: Digest;
}

/** A person states something over an attestation, in exactly the words that were shown, and has it signed. */
export class StateProducerStatement {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'keyring' | 'clock'>) {}

  /**
   * @throws AppError forbidden; not-found ATTESTATION_UNKNOWN; invalid PERSON_NEEDED, WORDS_DIFFER, DELEGATION_NEEDED,
   * PRODUCER_STATEMENT_INVALID; conflict ATTESTATION_NOT_STANDING, OWN_SIGNATURE_REFUSED, OWN_SIGNER_UNEXPECTED; what the signer throws
   */
  async run(actor: Actor, order: ProducerStatementOrder): Promise<ProducerStatementRecord> {
    requirePermission(actor, authorityOf(actor));
    requirePerson(actor);
    requireSameWords(order);
    requireDelegation(actor, order);
    const { organization } = actor;
    const signedOn = this.ports.clock.now();
    const scope = await this.ports.unitOfWork.run(organization, (stores) => standingScope(stores, order, signedOn));
    const signer = await this.ports.keyring.attestationSigner(organization);
    const bundle = await signStatement(producerStatement(statementOf(order, { scope, signedOn })), signer);
    requireReadableStatement(bundle);
    await this.requireOwnVerdict(actor, bundle);
    await this.ports.blobs.put(organization, bundle);
    return this.keep(actor, order, { bundle, signedOn, signer });
  }

  private keep(
    actor: Actor,
    { attestation, name, title, authority }: ProducerStatementOrder,
    signed: { readonly bundle: Uint8Array; readonly signedOn: Instant; readonly signer: Signer },
  ): Promise<ProducerStatementRecord> {
    const record: ProducerStatementRecord = {
      ...{ digest: digestOf(signed.bundle), attestation, name, title, authority, statedBy: actor.principal },
      ...{ signedOn: signed.signedOn, keyFingerprint: signed.signer.publicKey.fingerprint },
    };
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.attestations.keepStatement(record);
      const { digest: target, signedOn: at } = record;
      const entry = { actor: actor.principal, action: 'producer-statement.signed', target, at };
      await stores.audit.append([{ ...entry, details: { attestation, name } }]);
      return record;
    });
  }

  private async requireOwnVerdict({ organization }: Actor, bundle: Uint8Array): Promise<void> {
    const trust = await this.ports.unitOfWork.run(organization, trustInForce);
    const [judgement] = await this.ports.judge.judge([bundle], trust);
    requireOwnVerdict(judgement?.verdict);
  }
}

/** Who signed in states it with authority to bind. A token carries none: it says whose delegation it acts by. */
function authorityOf({ session }: Actor): Permission {
  return session === undefined ? 'report:sign' : 'statement:bind';
}

/** What was on the screen is what is signed: a client that shows something else is found out. */
function requireSameWords({ words, wordsShown }: ProducerStatementOrder): void {
  if (digestOf(toUtf8(words)) === wordsShown) return;
  throw new AppError(
    'invalid',
    'WORDS_DIFFER',
    'the words are not those that were shown: show them to the signatory again, and send what was shown',
  );
}

function requireDelegation(actor: Actor, { name, delegation }: ProducerStatementOrder): void {
  if (delegation !== undefined || isSameName(name, actor.name)) return;
  throw new AppError(
    'invalid',
    'DELEGATION_NEEDED',
    'you state this for somebody else: name the document by which that person lets you, by its SHA-256',
  );
}

/** The release that the attestation is about, while nothing is known against it. @throws AppError conflict ATTESTATION_NOT_STANDING */
async function standingScope(
  stores: Stores,
  { attestation }: ProducerStatementOrder,
  now: Instant,
): Promise<ProducerStatement['scope']> {
  const { state, release: id } = await standingNow(stores, attestation, now);
  if (state !== 'standing') {
    throw new AppError(
      'conflict',
      'ATTESTATION_NOT_STANDING',
      `this attestation is ${state}: nothing is stated over it; attest the release again and state over that`,
    );
  }
  const [release] = await stores.releases.byIds([id]);
  if (release === undefined) throw new TypeError('an attestation has a release');
  const { slug: organization } = await requireTenant(stores);
  return { organization, product: release.productSlug, release: release.version };
}

function statementOf(
  { attestation: assessment, words, name, title, authority, delegation }: ProducerStatementOrder,
  at: Pick<ProducerStatement, 'scope' | 'signedOn'>,
): Omit<ProducerStatement, 'kind'> {
  const signatory = { name, title, authority, ...(delegation !== undefined && { delegation }) };
  return { scope: at.scope, assessment, words, signatory, signedOn: at.signedOn };
}
