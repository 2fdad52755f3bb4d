import type { AttestationStatus } from '#evidence';
import { AppError, digestOf, type Instant } from '#kernel';

import { boundByStatus } from '../replay/pack-status.js';
import { openAttestation } from '../replay/attested.js';
import { signStatement } from '../sign-statement.js';
import type { Signer } from '../signer.js';
import { attestationStatusStatement } from '../status/attestation-status.js';
import type { Pack, PackedText } from './pack.js';

/** Whoever keeps the register of attestations says how one stands, and binds what travels with it. */
export type SignStatus = (companions: AttestationStatus['companions']) => Promise<Uint8Array>;

/** The pack with everything that is no part of the judgement, bound by a fresh status. @throws what `sign` throws */
export async function completePack(
  pack: Pack,
  companions: readonly PackedText[],
  sign: SignStatus,
): Promise<Pack & { readonly status: Uint8Array }> {
  const whole = { ...pack, companions };
  const bound = boundByStatus(whole).map(({ name, bytes }) => ({ name, digest: digestOf(bytes) }));
  const status = await sign(bound.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  return { ...whole, status };
}

/**
 * The word of a signer without register: that it still stands behind what it signed, as of now. It is not given past
 * the moment until which the results stand by themselves.
 * @throws AppError conflict ATTESTATION_ENDED; invalid ATTESTATION_UNREADABLE; what the signer throws
 */
export function signStanding(pack: Pick<Pack, 'attestation' | 'publicKey'>, signer: Signer, now: Instant): SignStatus {
  const { attested } = openAttestation(pack);
  if (attested === undefined) {
    throw new AppError('invalid', 'ATTESTATION_UNREADABLE', 'the attestation of this pack cannot be read');
  }
  const ends = attested.validity?.until;
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
