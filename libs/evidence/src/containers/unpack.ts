import { fromUtf8, LIMITS, ParseError, parseStrictJsonText } from '#kernel';

import type { Piece } from './container.js';
import { JSON_CONTAINERS } from './container-table.js';
import { linesOf } from './json-lines.js';
import { JsonSlice } from './json-slice.js';
import { isOciLayout, readOciLayout } from './oci-layout.js';
import { Pieces } from './pieces.js';
import { isTar, readTar } from './tar.js';

/**
 * The pieces of evidence that one file holds, each byte for byte; undefined where the file is a piece itself. Lines may
 * hold containers in turn. Nothing is judged: a piece may turn out to be anything.
 * @throws ParseError LIMIT_EXCEEDED; TAR_INVALID, OCI_* and CLOUD_BUILD_SUMMARY for an archive, an image layout or an
 * answer of a registry that is not what it says
 */
export function unpack(bytes: Uint8Array): readonly Piece[] | undefined {
  if (bytes.length > LIMITS.documentBytes) return undefined;
  if (isTar(bytes)) return unpackFiles(readTar(bytes));
  return piecesOfLines(bytes) ?? piecesOfJson(bytes);
}

/**
 * As {@link unpack}, for the files of one folder by their path in it, with slashes: undefined where the folder is no
 * container, and each file stands for itself.
 */
export function unpackFiles(files: ReadonlyMap<string, Uint8Array>): readonly Piece[] | undefined {
  return isOciLayout(files) ? readOciLayout(files) : undefined;
}

function piecesOfLines(bytes: Uint8Array): readonly Piece[] | undefined {
  const lines = linesOf(bytes);
  if (lines === undefined) return undefined;
  const pieces = new Pieces();
  for (const line of lines) {
    const inner = piecesOfJson(line.bytes);
    if (inner === undefined) pieces.add(line.name, line.bytes);
    else for (const piece of inner) pieces.add(`${line.name}: ${piece.name}`, piece.bytes);
  }
  return pieces.all;
}

/** A container is recognised before all of it is read: most documents are none, and a hostile one ends early. */
function piecesOfJson(bytes: Uint8Array): readonly Piece[] | undefined {
  const text = bytes.length > LIMITS.containerBytes ? undefined : accepted(() => fromUtf8(bytes));
  if (text === undefined) return undefined;
  const slices = slicesOf(text);
  if (slices === undefined || accepted(() => parseStrictJsonText(text)) === undefined) return undefined;
  return slices.map((slice) => ({ name: slice.path, bytes: slice.bytes() }));
}

function slicesOf(text: string): readonly JsonSlice[] | undefined {
  const document = JsonSlice.of(text);
  for (const { marker, pieces } of JSON_CONTAINERS) {
    const slices = marker.test(text) ? pieces(document) : undefined;
    if (slices !== undefined) return slices;
  }
  return undefined;
}

/** Undefined for what is no strict JSON: the reader of single documents says what is wrong with it. */
function accepted<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
