/** A person or workload without a key of its own, as certificates name it. */
export interface SignerIdentity {
  /** OIDC issuer, exactly. */
  readonly issuer: string;
  /** E-mail address or URI, exactly. */
  readonly identity: string;
}
