import type { Digest } from '#kernel';

import type { AppliedLayer } from '../layers/layer.js';
import type { Catalog } from './catalog.js';
import type { Mapping } from './mapping.js';

/** A file of a framework: its name for messages, and the exact bytes that its digest is over. */
export interface FrameworkText {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** All files that a framework is made of: what a stranger needs to judge by it. */
export interface FrameworkTexts {
  readonly catalog: FrameworkText;
  /** The catalog that it lies over, there where it is an overlay. */
  readonly below?: FrameworkText;
  /** Bottom first: the mapping that controls are adopted from, where there is one, then the one for the catalog. */
  readonly mappings: readonly FrameworkText[];
  /** What an organization put on top, bottom first. */
  readonly layers: readonly FrameworkText[];
}

/** A mapping or a layer as statements and reports name it. */
export interface MappingName {
  readonly id: string;
  readonly version: string;
  readonly digest: Digest;
}

/** The catalog and mapping a judgement is made by. */
export interface Framework {
  readonly texts: FrameworkTexts;
  /** With what an overlay adopts in place. */
  readonly catalog: Catalog;
  readonly catalogDigest: Digest;
  /** As it is judged by: with the layers in place. */
  readonly mapping: Mapping;
  /** Mappings and layers, bottom first. */
  readonly mappingNames: readonly MappingName[];
  /** Their digests: what an AssessmentInput names. */
  readonly mappingDigests: readonly Digest[];
  /** What each layer changed, bottom first. */
  readonly layers: readonly AppliedLayer[];
}
