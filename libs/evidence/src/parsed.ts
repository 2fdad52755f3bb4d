import type { Digest, JsonObject } from '#kernel';

import type { EvidenceKind } from './evidence-kind.js';
import type { Link } from './formats/in-toto-layout/link.js';
import type { SupplyChain } from './formats/in-toto-layout/supply-chain.js';
import type { Predicate } from './predicates/predicate.js';
import type { SignedEntity } from './signed-entity.js';
import type { Statement, Subject } from './statement.js';

/** Shape known, nothing believed. */
export interface Parsed {
  readonly digest: Digest;
  /** For people: `sigstore-bundle v0.3`, `cyclonedx 1.6`. */
  readonly format: string;
  readonly kind: EvidenceKind;
  readonly content: Content;
}

export type Content =
  | {
      readonly kind: 'signed';
      readonly entity: SignedEntity;
      /** Present when the payload is an in-toto Statement that parses. */
      readonly statement?: Statement;
      /** Present when the predicate type is registered and its payload parses. */
      readonly predicate?: Predicate;
      /** What the signed bytes are about where they are no in-toto Statement: an image, a git object, final products. */
      readonly subjects?: readonly Subject[];
      /** An in-toto layout with its links, well-formed; whether they fulfil it is the policy rung's question. */
      readonly layout?: SupplyChain;
      /** An in-toto link that comes alone. */
      readonly link?: Link;
      /** The first thing in the signed bytes that could not be read, and the rung it fails. */
      readonly problem?: {
        readonly rung: 'envelope' | 'subject' | 'predicate';
        readonly code: string;
        readonly message: string;
      };
    }
  /** A known document that carries no signature (a bare SBOM, say): recognised, stored, never believed. */
  | {
      readonly kind: 'unsigned';
      readonly document: JsonObject;
      /** What in it does not follow its format: nothing rests on it, but its maker wants to know. */
      readonly problem?: { readonly code: string; readonly message: string };
    }
  | { readonly kind: 'unknown'; readonly code: string; readonly message: string };
