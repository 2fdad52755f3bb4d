import type { JsonSlice } from './json-slice.js';

/** One piece of evidence as it stands in its container, byte for byte. */
export interface Piece {
  /** Where it stood, for people: `attestations[1].bundle`, `line 3`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A JSON document that holds several pieces of evidence and is none itself: what a registry answers, say. */
export interface JsonContainer {
  readonly name: string;
  /** What the text of every such document matches, so that other documents are not read twice. */
  readonly marker: RegExp;
  /**
   * The pieces; undefined for a document that is no such container. Cut out as they stand, never written anew. Asked before
   * the text is known to be JSON, so that long lists end early; what turns out to be none is no container.
   */
  readonly pieces: (document: JsonSlice) => readonly JsonSlice[] | undefined;
}
