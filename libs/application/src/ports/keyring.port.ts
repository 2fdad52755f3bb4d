import type { Signer } from '#attestation';

import type { OrganizationId } from '../ids.js';

/** The organization's signing keys. The first use makes the key and its trust rule. */
export abstract class Keyring {
  /** @throws AppError unavailable SIGNING_KEY_UNAVAILABLE, invalid SIGNING_KEY_LOCKED */
  abstract signer(organization: OrganizationId): Promise<Signer>;
}
