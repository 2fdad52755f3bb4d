export { gitRecords, type GitRecord } from './git/git-repository.js';
export type { Fetcher } from './tuf/fetch/fetcher.js';
export { FolderFetcher } from './tuf/fetch/folder-fetcher.js';
export { HttpFetcher, type HttpFetcherOptions } from './tuf/fetch/http-fetcher.js';
export { TufRepository, type TufSource, type TufTarget } from './tuf/repository.js';
export { trustRootFromTuf, type TufTrustRoot } from './tuf/trust-root-from-tuf.js';
export {
  trustRulesFromTuf,
  type DelegatedRule,
  type DelegatedRules,
  type RefusedRule,
} from './tuf/trust-rules-from-tuf.js';
export type { IdentityTokenSource } from './signing/keyless/identity-token.js';
export type { KeylessOptions, RekorLog } from './signing/keyless/keyless-options.js';
export { openKeylessSigner } from './signing/keyless/open-keyless-signer.js';
export { AttestingKeyring, keyNameOf, OpenedKeyring, WitnessedKeyring } from './signing/opened-keyring.js';
export { OpenToken } from './signing/pkcs11/open-token.js';
export type { Pkcs11Token } from './signing/pkcs11/pkcs11-key.js';
export { openPkcs11Signer } from './signing/pkcs11/pkcs11-signer.js';
export {
  requestTimestamp,
  timestampWitness,
  type TimestampAuthority,
} from './signing/timestamp/timestamp-authority.js';
export type { VaultKey } from './signing/vault/vault-key.js';
export { openVaultSigner } from './signing/vault/vault-signer.js';
