import { parseInstant, toUtf8 } from '#kernel';
import { createSampleWorld, Seed, type EvidenceFile, type SampleWorld } from '#sample-world';

import { toDocument, type Document } from './uploads.js';

/** The world whose evidence is uploaded between the small documents; a fixed day, so that every run sends the same. */
export function faultWorld(): SampleWorld {
  return createSampleWorld({ seed: 'fault', now: parseInstant('2026-11-01T00:00:00Z') });
}

export function evidenceOf(world: SampleWorld): readonly EvidenceFile[] {
  return world.products.flatMap(({ releases }) => releases.flatMap(({ evidence }) => evidence));
}

const BUNDLE_EVERY = 5;

/** Endless and always the same: small documents that nothing verifies, every few of them one of the bundles. */
export function* documents(bundles: readonly Uint8Array[], seed: Seed): Generator<Document, never> {
  const rest = bundles.values();
  for (let number = 0; ; number++) {
    const bundle = number % BUNDLE_EVERY === 0 ? rest.next().value : undefined;
    yield toDocument(bundle ?? smallDocument(seed, number));
  }
}

function smallDocument(seed: Seed, number: number): Uint8Array {
  return toUtf8(
    JSON.stringify({ note: 'not evidence of anything', number, padding: seed.hex(`padding ${number}`, 64) }),
  );
}
