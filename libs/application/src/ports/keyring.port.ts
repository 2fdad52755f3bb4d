import type { Signer } from '#attestation';

import type { OrganizationId } from '../ids.js';

/** The organization's signing keys. */
export abstract class Keyring {
  /**
   * The organization's own key, always the same: it signs decisions, receipts, checkpoints and status.
   * @throws AppError unavailable SIGNING_KEY_UNAVAILABLE, invalid SIGNING_KEY_LOCKED, and what an adapter adds
   */
  abstract signer(organization: OrganizationId): Promise<Signer>;

  /**
   * Signs assessments and producer statements; opened for each of them. May be somebody else than the organization's key: an
   * identity with a certificate of minutes. @throws AppError as `signer`, and what an adapter adds
   */
  attestationSigner(organization: OrganizationId): Promise<Signer> {
    return this.signer(organization);
  }
}
