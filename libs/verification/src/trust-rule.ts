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
  /** How many distinct trusted time sources are needed. `none` only for a key, or under a root that lists none. */
  readonly time: { readonly required: number } | 'none';
  /** builder.id -> the highest SLSA Build level this signer may claim through it. Absent: level 1, whatever the text says. */
  readonly builders?: Readonly<Record<string, 0 | 1 | 2 | 3>>;
  /** Repository the provenance must name (`https://github.com/acme/app`), compared after removing `git+`, `.git` and `@ref`. */
  readonly source?: string;
  /** What provenance must say about the build: which branch or tag was built, and by which choices. */
  readonly build?: ExpectedBuild;
  /** What a verification summary must say; one that did not pass is refused then. */
  readonly summary?: ExpectedSummary;
  /** predicateTypes that are accepted under this rule, exactly; absent: every registered type of `kinds`. */
  readonly predicateTypes?: readonly string[];
  /** `not-executed`: the organization accepts layouts whose inspections nobody ran. Absent: such a layout cannot be checked. */
  readonly inspections?: 'not-executed';
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
  | {
      /** Whoever a private authority or a SPIFFE trust domain names; valid only with `trustRoot`, which lists it. */
      readonly kind: 'workload';
      /** SPIFFE ID, e-mail address, URI or DNS name: exactly, or one full match of an RE2 pattern. */
      readonly identity: { readonly exactly: string } | { readonly pattern: string };
    }
  | {
      readonly kind: 'key';
      /** PEM. */
      readonly publicKey: string;
      /** The name under which the key signs; a signature that bears another one, or none, is not taken for its. */
      readonly keyid?: string;
      /**
       * This key signs the payload of an envelope without its type, as the regional keys of Google Cloud Build do. For
       * keys that sign nothing else: whatever such a key ever signed may be shown as an attestation.
       */
      readonly signs?: 'payload';
    };

export interface ExpectedBuild {
  /** Short name, exactly. Of a tag: the branch it was made from, where the event says so. */
  readonly branch?: string;
  /** Short name, exactly. */
  readonly tag?: string;
  /** `v1`, `v1.2` or `v1.2.3`: the tag must be a semantic version that begins so. */
  readonly versionedTag?: string;
  /** Inputs of the person or program that started the build; others may be anything. */
  readonly inputs?: Readonly<Record<string, string>>;
}

export interface ExpectedSummary {
  readonly verifierId?: string;
  readonly resourceUri?: string;
  /** Each must be granted; of `SLSA_<TRACK>_LEVEL_<n>` a higher level is enough. */
  readonly levels?: readonly string[];
}

/** Rules in force together, and the digest a verdict names. */
export interface TrustPolicy {
  readonly rules: readonly TrustRule[];
  readonly digest: Digest;
}
