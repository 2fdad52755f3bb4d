import type { JsonObject, ListLimits } from '#kernel';

import type { Parsed } from '../parsed.js';
import type { Parts } from './evidence-set/parts.js';

/** What a format makes of its bytes. */
export type Shape = Omit<Parsed, 'digest'>;

/**
 * A JSON object that says by its fields what it is. In every format `recognises` goes by what nobody else writes and
 * never throws, and `read` refuses with a ParseError whatever does not follow the format.
 */
export interface JsonFormat {
  readonly name: string;
  readonly recognises: (document: JsonObject) => boolean;
  readonly read: (document: JsonObject, bytes: Uint8Array) => Shape;
  /** Lists that are refused when they are longer, before anything is built of them. */
  readonly lists?: ListLimits;
}

/** A document that is not JSON and says by its first bytes what it is. */
export interface BytesFormat {
  readonly name: string;
  readonly recognises: (bytes: Uint8Array) => boolean;
  readonly read: (bytes: Uint8Array) => Shape;
}

/** Several files that mean something only together; they arrive as one evidence set that names this format. */
export interface SetFormat {
  readonly name: string;
  readonly read: (parts: Parts) => Shape;
}
