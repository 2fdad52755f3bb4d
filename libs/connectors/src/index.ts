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
export { AttestingKeyring, keyNameOf, OpenedKeyring, WitnessedKeyring } from './signing/opened-keyring.js';
export { Signers, type SignerAccess, type SignerSpec } from './signing/signers.js';
export { TimestampCheckpointClock } from './signing/timestamp/checkpoint-clock.js';
export { timestampWitness } from './signing/timestamp/timestamp-authority.js';
