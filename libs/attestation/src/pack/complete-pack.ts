import type { AttestationStatus } from '#evidence';
import { AppError, digestOf, type Instant } from '#kernel';

import { boundByStatus, openStatus } from '../replay/pack-status.js';
import { openAttestation, type Attested } from '../replay/attested.js';
import { signStatement } from '../sign-statement.js';
import type { Signer } from '../signer.js';
import { attestationStatusStatement } from '../status/attestation-status.js';
import { packReadme } from './pack-readme.js';
import type { Pack, PackedText } from './pack.js';

/** Whoever keeps the register of attestations says how one stands, and binds what travels with it. */
export type SignStatus = (companions: AttestationStatus['companions']) => Promise<Uint8Array>;

/** The pack with everything that is no part of the judgement, bound by a fresh status. @throws what `sign` throws */
export async function completePack<P extends Omit<Pack, 'evidence'>>(
  pack: P,
  companions: readonly PackedText[],
  sign: SignStatus,
): Promise<P & { readonly status: Uint8Array }> {
  const whole = { ...pack, companions };
  const bound = boundByStatus(whole).map(({ name, bytes }) => ({ name, digest: digestOf(bytes) }));
  const status = await sign(bound.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  return { ...whole, status };
}

/**
 * The word of a signer without register: that it still stands behind what it signed, as of now. It is not given past
 * the moment until which the results stand by themselves, nor where the status in the pack says that it fell.
 * @throws AppError conflict ATTESTATION_ENDED, ATTESTATION_FALLEN; invalid ATTESTATION_UNREADABLE; what the signer throws
 */
export function signStanding(
  pack: Pick<Pack, 'attestation' | 'publicKey' | 'status'>,
  signer: Signer,
  now: Instant,
): SignStatus {
  const ends = requireAttested(pack).validity?.until;
  requireNotFallen(pack);
  if (ends !== undefined && ends <= now) {
    const message = `its results stood until ${ends}; nobody can say that they stand now: attest again`;
    throw new AppError('conflict', 'ATTESTATION_ENDED', message);
  }
  const attestation = digestOf(pack.attestation);
  return (companions) => {
    const known = { attestation, state: 'standing', since: now, affected: [], issuedAt: now, companions } as const;
    return signStatement(attestationStatusStatement(known, ends), signer);
  };
}

/** What a register has noted, nobody without one takes back. */
function requireNotFallen(pack: Pick<Pack, 'attestation' | 'publicKey' | 'status'>): void {
  const status = openStatus(pack, openAttestation(pack))?.status;
  if (status === undefined || status.state === 'standing') return;
  const message = `its status says that it is ${status.state} since ${status.since}: only who keeps its register can say otherwise`;
  throw new AppError('conflict', 'ATTESTATION_FALLEN', message);
}

/** The read-me that belongs to what was signed. @throws AppError invalid ATTESTATION_UNREADABLE */
export function readmeOf(pack: Pick<Pack, 'attestation' | 'publicKey'>): PackedText {
  const attested = requireAttested(pack);
  return packReadme(attested.scope, attested);
}

function requireAttested(pack: Pick<Pack, 'attestation' | 'publicKey'>): Attested {
  const { attested } = openAttestation(pack);
  if (attested !== undefined) return attested;
  throw new AppError('invalid', 'ATTESTATION_UNREADABLE', 'the attestation of this pack cannot be read');
}
