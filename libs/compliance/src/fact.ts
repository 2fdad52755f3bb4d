import type { EvidenceKind } from '#evidence';
import type { Digest, Instant, SubjectDigest } from '#kernel';
import type { RuleId } from '#verification';

import type { Claim } from './claims/claim.js';

/** What evidence is about. Repository, product and organization attach only where the matched rule names that anchor. */
export type Anchor =
  /** An artifact or a source revision, by every accepted digest the verified subject names; sorted. */
  | { readonly kind: 'digests'; readonly digests: readonly SubjectDigest[] }
  | { readonly kind: 'repository'; readonly uri: string }
  | ({ readonly kind: 'product'; readonly product: string } & OfOrganization)
  | ({ readonly kind: 'release'; readonly product: string; readonly release: string } & OfOrganization)
  | ({ readonly kind: 'organization' } & OfOrganization);

/** Whose product, release or self a decision speaks about, by slug; a decision about another organization attaches nowhere. */
interface OfOrganization {
  readonly organization?: string;
}

/** One thing that verified evidence says about one anchor, under one rule. */
export interface Fact {
  readonly evidence: Digest;
  readonly anchor: Anchor;
  readonly claim: Claim;
  readonly rule: RuleId;
  /** Who says it: issuer and identity, or key fingerprint. The newest fact per (claim kind, anchor, producer) counts. */
  readonly producer: string;
  /** Trusted time; absent when untimed. */
  readonly signedAt?: Instant;
  readonly assurance: 'verified' | 'self-attested';
  /** The rule says that the assessed team controls this signer, and the claim is about process. */
  readonly teamControlled: boolean;
}

/** Evidence that did not verify. It never satisfies and never lowers what verified facts meet. */
export interface Finding {
  readonly evidence: Digest;
  readonly kind: EvidenceKind;
  /** What it says it is about: not proven, so it can only explain an absence. */
  readonly claimedAnchors: readonly Anchor[];
  readonly outcome: 'rejected' | 'unverified';
  readonly codes: readonly string[];
}
