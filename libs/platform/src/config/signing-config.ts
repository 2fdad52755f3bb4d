import { AppError } from '#kernel';

import { SecretFile } from './secret-file.js';
import type { Secret } from './secret.js';
import type { Settings } from './settings.js';

/** Who signs, and what signers are reached with. */
export interface SigningConfig {
  readonly holder: KeyHolder;
  readonly access: SigningAccess;
  /** Time-stamps intake checkpoints. */
  readonly checkpointTimestamp?: string;
}

/** Who holds the organizations' keys; with `keyless` they lie in files, and only attestations are signed without them. */
export type KeyHolder =
  | { readonly kind: 'file' | 'keyless' }
  | { readonly kind: 'pkcs11'; readonly module: string; readonly token: string; readonly keyName: string }
  | { readonly kind: 'vault'; readonly mount: string; readonly keyName: string };

/** Settings and secrets that a command line may need as well, whatever holds the server's keys. */
export interface SigningAccess {
  readonly pkcs11: { readonly pin?: Secret };
  readonly vault: {
    readonly token?: Secret | SecretFile;
    readonly namespace?: string;
    readonly version?: number;
  };
  readonly keyless: {
    readonly identityToken?: IdentityToken;
    readonly fulcio: string;
    readonly rekor: { readonly address: string; readonly version: 1 | 2 };
    readonly acceptPublicLog: boolean;
  };
  /** Address of the time-stamp authority of attestations. */
  readonly timestamp?: string;
}

export type IdentityToken =
  | { readonly kind: 'given'; readonly token: Secret }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'github'; readonly address: string; readonly requestToken: Secret };

/** @throws AppError invalid CONFIGURATION_INVALID where the holder lacks what it is reached by */
export function signingOf(settings: Settings): SigningConfig {
  const { AVERMENT_CHECKPOINT_TIMESTAMP_URL: checkpointTimestamp } = settings;
  return {
    holder: holderOf(settings),
    access: accessOf(settings),
    ...(checkpointTimestamp === undefined ? {} : { checkpointTimestamp }),
  };
}

function holderOf(settings: Settings): KeyHolder {
  const { AVERMENT_SIGNER: kind, AVERMENT_SIGNER_KEY: keyName } = settings;
  switch (kind) {
    case 'file':
    case 'keyless':
      return { kind };
    case 'pkcs11': {
      const { AVERMENT_PKCS11_MODULE: module, AVERMENT_PKCS11_TOKEN: token } = settings;
      if (module === undefined || token === undefined) throw lacks('AVERMENT_PKCS11_MODULE and AVERMENT_PKCS11_TOKEN');
      return { kind, module, token, keyName: forEach(keyName) };
    }
    case 'vault': {
      const { AVERMENT_VAULT_URL: mount } = settings;
      if (mount === undefined) throw lacks('AVERMENT_VAULT_URL');
      return { kind, mount, keyName: forEach(keyName) };
    }
  }
}

/** One key for all would let each organization sign as every other. */
function forEach(template: string): string {
  if (template.includes('{organization}')) return template;
  throw new AppError(
    'invalid',
    'CONFIGURATION_INVALID',
    'AVERMENT_SIGNER_KEY must hold {organization}, so that each organization has a key of its own',
  );
}

function lacks(names: string): AppError {
  return new AppError(
    'invalid',
    'CONFIGURATION_INVALID',
    `AVERMENT_SIGNER needs ${names}: set them, or set AVERMENT_SIGNER=file; docs/signing.md says what each signer needs`,
  );
}

function accessOf(settings: Settings): SigningAccess {
  const { AVERMENT_TIMESTAMP_URL: timestamp } = settings;
  return {
    pkcs11: pkcs11Of(settings),
    vault: vaultOf(settings),
    keyless: keylessOf(settings),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

function pkcs11Of({ AVERMENT_PKCS11_PIN: pin }: Settings): SigningAccess['pkcs11'] {
  return pin === undefined ? {} : { pin };
}

function vaultOf(settings: Settings): SigningAccess['vault'] {
  const { AVERMENT_VAULT_NAMESPACE: namespace, AVERMENT_VAULT_KEY_VERSION: version } = settings;
  const { AVERMENT_VAULT_TOKEN_FILE: path, AVERMENT_VAULT_TOKEN: given } = settings;
  const token = path === undefined ? given : new SecretFile(path);
  return {
    ...(token === undefined ? {} : { token }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(version === undefined ? {} : { version }),
  };
}

function keylessOf(settings: Settings): SigningAccess['keyless'] {
  const identityToken = identityTokenOf(settings);
  return {
    fulcio: settings.AVERMENT_FULCIO_URL,
    rekor: { address: settings.AVERMENT_REKOR_URL, version: settings.AVERMENT_REKOR_VERSION === '2' ? 2 : 1 },
    acceptPublicLog: settings.AVERMENT_ACCEPT_PUBLIC_LOG,
    ...(identityToken === undefined ? {} : { identityToken }),
  };
}

/** What somebody named comes before what the surroundings offer. */
function identityTokenOf(settings: Settings): IdentityToken | undefined {
  const { AVERMENT_IDENTITY_TOKEN_FILE: path, SIGSTORE_ID_TOKEN: token } = settings;
  if (path !== undefined) return { kind: 'file', path };
  if (token !== undefined) return { kind: 'given', token };
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken } = settings;
  return address === undefined || requestToken === undefined ? undefined : { kind: 'github', address, requestToken };
}
