import { ParseError } from '#kernel';

import type { JsonContainer } from './container.js';
import type { JsonSlice } from './json-slice.js';

/**
 * What `gcloud artifacts docker images describe --show-provenance` answers: occurrences of provenance behind a summary
 * of the image. Each occurrence is a piece; the summary stays behind, so an answer is refused whose summary speaks of
 * another image than an occurrence does. @throws ParseError CLOUD_BUILD_SUMMARY
 */
export const GOOGLE_CLOUD_BUILD_ANSWER: JsonContainer = {
  name: 'answer of Google Artifact Registry',
  marker: /"provenance_summary"/,
  pieces: (document) => {
    const pieces = document.member('provenance_summary')?.member('provenance')?.items();
    if (pieces === undefined || pieces.length === 0 || !pieces.every(({ isObject }) => isObject)) return undefined;
    requireOneImage(document.member('image_summary'), pieces);
    return pieces;
  },
};

function requireOneImage(summary: JsonSlice | undefined, occurrences: readonly JsonSlice[]): void {
  const named = ['digest', 'fully_qualified_digest'].map((name) => digestOf(summary?.member(name)));
  const digests = new Set([...named, ...occurrences.map((piece) => digestOf(piece.member('resourceUri')))]);
  if (digests.size === 1 && !digests.has(undefined)) return;
  throw new ParseError(
    'CLOUD_BUILD_SUMMARY',
    `image_summary and its provenance name ${digests.size} images, expected one: get the answer again`,
  );
}

/** `sha256:…` alone or at the end of an image's name; undefined where there is none. */
function digestOf(text: JsonSlice | undefined): string | undefined {
  return /(?:^|@)(sha256:[0-9a-f]{64})$/.exec(text?.string() ?? '')?.[1];
}
