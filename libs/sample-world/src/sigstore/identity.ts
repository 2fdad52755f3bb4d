import type { SampleKey } from './signing-key.js';

/** Who signs: a workload of a CI system or a person by a short-lived certificate, or the bare holder of a key. */
export type Identity = WorkloadIdentity | EmailIdentity | KeyIdentity;
export type CertificateIdentity = WorkloadIdentity | EmailIdentity;

export interface WorkloadIdentity {
  readonly kind: 'workload';
  /** OIDC issuer. */
  readonly issuer: string;
  /** The SAN: the URI of the workflow that ran. */
  readonly uri: string;
  /** Fulcio extensions 1.3.6.1.4.1.57264.1.9 to .22, by documented name. */
  readonly claims: Readonly<Partial<Record<FulcioClaim, string>>>;
}

export interface EmailIdentity {
  readonly kind: 'email';
  readonly issuer: string;
  readonly email: string;
}

export interface KeyIdentity {
  readonly kind: 'key';
  readonly key: SampleKey;
  /** The bundle's public key hint; only a hint. */
  readonly hint?: string;
}

/** Last arc of the OID, by the name that Fulcio's documentation gives it. */
export const FULCIO_CLAIMS = {
  buildSignerURI: 9,
  buildSignerDigest: 10,
  runnerEnvironment: 11,
  sourceRepositoryURI: 12,
  sourceRepositoryDigest: 13,
  sourceRepositoryRef: 14,
  sourceRepositoryIdentifier: 15,
  sourceRepositoryOwnerURI: 16,
  sourceRepositoryOwnerIdentifier: 17,
  buildConfigURI: 18,
  buildConfigDigest: 19,
  buildTrigger: 20,
  runInvocationURI: 21,
  sourceRepositoryVisibilityAtSigning: 22,
} as const;
export type FulcioClaim = keyof typeof FULCIO_CLAIMS;
