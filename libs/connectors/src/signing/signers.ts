import type { Signer } from '#attestation';
import { AppError } from '#kernel';

import type { IdentityTokenSource } from './keyless/identity-token.js';
import type { RekorLog } from './keyless/keyless-options.js';
import { openKeylessSigner } from './keyless/open-keyless-signer.js';
import { OpenToken } from './pkcs11/open-token.js';
import { openPkcs11Signer } from './pkcs11/pkcs11-signer.js';
import type { SecretText } from './secret-text.js';
import { openVaultSigner } from './vault/vault-signer.js';

/** Whose key signs; nothing of it is secret. */
export type SignerSpec =
  | { readonly kind: 'pkcs11'; readonly module: string; readonly token: string; readonly label: string }
  /** `https://HOST/MOUNT/KEY` */
  | { readonly kind: 'vault'; readonly address: string }
  | { readonly kind: 'keyless' };

/** What signers are reached with: settings and secrets of the process. */
export interface SignerAccess {
  readonly pkcs11: { readonly pin?: SecretText };
  readonly vault: { readonly token?: SecretText; readonly namespace?: string; readonly version?: number };
  readonly keyless: {
    readonly identityToken?: IdentityTokenSource;
    readonly fulcio: string;
    readonly rekor: RekorLog;
    readonly acceptPublicLog: boolean;
  };
  /** Address of the time-stamp authority of attestations. */
  readonly timestamp?: string;
}

/** Opens signers for one process: each token is spoken to through one place, which remembers a refused PIN. */
export class Signers {
  private readonly tokens = new Map<string, Promise<OpenToken>>();

  /** @param environment what a token's module may read of it */
  constructor(
    private readonly access: SignerAccess,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  /** @throws AppError invalid VAULT_TOKEN_MISSING, OIDC_TOKEN_MISSING, and what each kind of signer throws */
  async open(spec: SignerSpec): Promise<Signer> {
    switch (spec.kind) {
      case 'pkcs11':
        return openPkcs11Signer(await this.token(spec), spec);
      case 'vault':
        return openVaultSigner({ ...this.access.vault, address: spec.address, token: this.vaultToken() });
      case 'keyless':
        return openKeylessSigner({ ...this.access.keyless, ...this.clock(), identityToken: this.identityToken() });
    }
  }

  private token({ module, token }: Extract<SignerSpec, { kind: 'pkcs11' }>): Promise<OpenToken> {
    const place = JSON.stringify([module, token]);
    const known = this.tokens.get(place);
    if (known !== undefined) return known;
    const opened = OpenToken.open({ module, token, ...this.access.pkcs11, environment: this.environment });
    this.tokens.set(place, opened);
    opened.catch(() => this.tokens.delete(place));
    return opened;
  }

  private clock(): { readonly timestamp?: { readonly address: string } } {
    const { timestamp } = this.access;
    return timestamp === undefined ? {} : { timestamp: { address: timestamp } };
  }

  private vaultToken(): SecretText {
    const { token } = this.access.vault;
    if (token !== undefined) return token;
    throw new AppError(
      'invalid',
      'VAULT_TOKEN_MISSING',
      'set AVERMENT_VAULT_TOKEN_FILE or AVERMENT_VAULT_TOKEN: Vault signs for whoever holds a token, and a token never stands on a command line',
    );
  }

  private identityToken(): IdentityTokenSource {
    const { identityToken } = this.access.keyless;
    if (identityToken !== undefined) return identityToken;
    throw new AppError(
      'invalid',
      'OIDC_TOKEN_MISSING',
      'set AVERMENT_IDENTITY_TOKEN_FILE or SIGSTORE_ID_TOKEN, or give the job of GitHub Actions permissions: id-token: write: keyless signing signs as whoever an OIDC token names',
    );
  }
}
