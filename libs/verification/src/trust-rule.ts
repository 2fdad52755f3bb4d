import type { EvidenceKind } from '#evidence';
import type { Digest, Instant } from '#kernel';

export type RuleId = string;

/** Who is believed about what. Data of the organization; unknown fields are refused when a rule is read. */
export interface TrustRule {
  /** Stable, chosen by the organization: `release-signing`. */
  readonly id: RuleId;
  readonly scope: { readonly kind: 'organization' } | { readonly kind: 'product'; readonly product: string };
  readonly kinds: readonly EvidenceKind[];
  readonly signer: ExpectedSigner;
  /** How many distinct logs must hold the signature. `none` only for a key, or under a root that lists no log. */
  readonly log: { readonly required: number } | 'none';
  /** How many distinct trusted time sources are needed. `none` only for a key. */
  readonly time: { readonly required: number } | 'none';
  /** builder.id -> the highest SLSA Build level this signer may claim through it. Absent: level 1, whatever the text says. */
  readonly builders?: Readonly<Record<string, 0 | 1 | 2 | 3>>;
  /** Repository the provenance must name (`https://github.com/acme/app`), compared after removing `git+`, `.git` and `@ref`. */
  readonly source?: string;
  /** predicateTypes that are accepted under this rule, exactly; absent: every registered type of `kinds`. */
  readonly predicateTypes?: readonly string[];
  /** Does the assessed team control this signer? Process claims are then capped one grade lower. */
  readonly teamControlled: boolean;
  /** How much a release manifest under this rule is worth. */
  readonly population?: 'independent' | 'signed-manifest' | 'declared';
  /** Anchors beyond artifact and revision digests that this rule lets evidence attach to. */
  readonly anchors?: readonly ('organization' | 'product' | 'repository')[];
  /** Judged against the signature's trusted time; an untimed signature of a rule with a window cannot be checked. */
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
  /** Restricts the rule to the trust root of this name. */
  readonly trustRoot?: string;
}

export type ExpectedSigner =
  | {
      readonly kind: 'certificate';
      /** OIDC issuer, compared exactly. */
      readonly issuer: string;
      /** Exactly this SAN, or one full match of an RE2 pattern the organization wrote. */
      readonly identity: { readonly exactly: string } | { readonly pattern: string };
      /** Fulcio extensions that must be present with exactly this value, by documented name. */
      readonly extensions?: Readonly<Record<string, string>>;
    }
  /** A public key, PEM. */
  | { readonly kind: 'key'; readonly publicKey: string };

/** Rules in force together, and the digest a verdict names. */
export interface TrustPolicy {
  readonly rules: readonly TrustRule[];
  readonly digest: Digest;
}
