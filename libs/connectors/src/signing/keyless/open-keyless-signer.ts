import { withWitnesses, type Signer, type Witness } from '#attestation';
import { AppError } from '#kernel';

import { isSheltered, plainAddress } from '../http/plain-address.js';
import { timestampWitness } from '../timestamp/timestamp-authority.js';
import { certifiedKey } from './issued-key.js';
import { identityToken } from './identity-token.js';
import type { KeylessOptions } from './keyless-options.js';
import { requirePublicLogWord } from './public-log.js';
import { rekorWitness } from './rekor-witness.js';

/**
 * Signs as whoever an OIDC token names, with a key that nobody keeps: one signer for one statement, within the minutes
 * that its certificate lasts. Every signature is logged, and time-stamped where an authority is named.
 * @throws AppError invalid PUBLIC_LOG_UNACKNOWLEDGED, KEYLESS_ADDRESS_INVALID, KEYLESS_TIME_MISSING, OIDC_TOKEN_INVALID;
 * unavailable OIDC_*, FULCIO_*. Its witnesses throw unavailable REKOR_*, TSA_*.
 */
export async function openKeylessSigner(options: KeylessOptions): Promise<Signer> {
  const fulcio = addressOf(options.fulcio);
  const rekor = addressOf(options.rekor.address);
  await requirePublicLogWord([fulcio, rekor], options.acceptPublicLog);
  const clock = clockOf(options);
  const token = await identityToken(options.identityToken);
  const { key, pem, certificate } = await certifiedKey({ ...options, fulcio: baseOf(fulcio) }, token);
  const signer: Signer = {
    publicKey: key.publicKey,
    certificate,
    sign: (message) => Promise.resolve(key.sign(message)),
  };
  const log = rekorWitness({ ...options, rekor: { ...options.rekor, address: baseOf(rekor) } }, pem);
  return withWitnesses(signer, [log, ...clock]);
}

/** The token goes to one of them, so both are reached by `https:` or not beyond this machine. */
function addressOf(text: string): URL {
  const url = plainAddress(text);
  if (url !== undefined && isSheltered(url)) return url;
  throw new AppError(
    'invalid',
    'KEYLESS_ADDRESS_INVALID',
    'the addresses of Fulcio and Rekor start with https:// (http:// only on this machine) and have no user, password or query',
  );
}

function baseOf(url: URL): string {
  return url.href.replace(/\/+$/, '');
}

function clockOf({ rekor, timestamp }: KeylessOptions): readonly Witness[] {
  if (timestamp !== undefined) return [timestampWitness(timestamp)];
  if (rekor.version === 1) return [];
  throw new AppError(
    'invalid',
    'KEYLESS_TIME_MISSING',
    'Rekor v2 says no time, and a certificate of minutes proves nothing without one: name a time-stamp authority (--timestamp, AVERMENT_TIMESTAMP_URL)',
  );
}
