import type { KeylessOptions } from '../../signing/keyless/keyless-options.js';
import { EMAIL, identityTokenOf } from './stand-in-sigstore.js';

/** Fulcio and Rekor v1 at one address, without time-stamp, by a person with a verified e-mail address. */
export function keylessOptions(address: string, changes: Partial<KeylessOptions> = {}): KeylessOptions {
  return {
    identityToken: { kind: 'given', token: { reveal: () => identityTokenOf({ email: EMAIL }) } },
    fulcio: address,
    rekor: { address, version: 1 },
    acceptPublicLog: false,
    ...changes,
  };
}
