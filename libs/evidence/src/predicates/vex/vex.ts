import type { Instant } from '#kernel';

/** What a VEX document says: who says it, and every statement with the time and products it has or inherits. */
export interface Vex {
  readonly kind: 'vex';
  readonly format: 'openvex' | 'cyclonedx';
  /** As the document names its author; only a signature makes more of it than a claim. */
  readonly author?: string;
  readonly issuedAt?: Instant;
  readonly statements: readonly VexStatement[];
}

export interface VexStatement {
  /** Main name of the vulnerability, as written. */
  readonly vulnerability: string;
  /** IRI and other names of the vulnerability. */
  readonly aliases: readonly string[];
  readonly status: VexStatus;
  /** Since when it is known to be so; the time of the document where the statement has none of its own. */
  readonly at?: Instant;
  readonly updatedAt?: Instant;
  /** Empty where the statement is about whatever its document is about: the subjects of an attestation. */
  readonly products: readonly VexProduct[];
  readonly justification?: string;
  readonly impactStatement?: string;
  readonly actionStatement?: string;
}
export type VexStatus = 'not_affected' | 'affected' | 'fixed' | 'under_investigation';

/** A piece of software by each name it has; at least one. */
export interface VexComponent {
  readonly id?: string;
  /** By type: `purl`, `cpe22`, `cpe23` or a type of the author's own. */
  readonly identifiers: ReadonlyMap<string, string>;
  /** By algorithm, in the names of IANA: `sha-256`. */
  readonly hashes: ReadonlyMap<string, string>;
}

export interface VexProduct extends VexComponent {
  /** The parts that the statement is about; empty where it is about the whole product. */
  readonly subcomponents: readonly VexComponent[];
}
