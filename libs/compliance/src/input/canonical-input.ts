import { canonicalJson, toUtf8 } from '#kernel';

import type { AssessmentInput } from '../assessment.js';

/**
 * Canonical JSON of inputs that know the same and differ in what they are judged by: what is known is long, and is
 * written once. RFC 8785 writes a member of an object as it writes the same value alone, and members in order of their names.
 */
export class CanonicalInput {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(input: AssessmentInput) {
    this.#texts = new Map(Object.entries(input).map(([name, value]) => [name, canonicalJson(value)]));
  }

  /** The bytes of the same input, judged by these. */
  bytesFor({ catalog, mapping }: Pick<AssessmentInput, 'catalog' | 'mapping'>): Uint8Array {
    const texts = new Map([...this.#texts, ['catalog', canonicalJson(catalog)], ['mapping', canonicalJson(mapping)]]);
    const members = [...texts.keys()].sort().map((name) => `${JSON.stringify(name)}:${texts.get(name) ?? ''}`);
    return toUtf8(`{${members.join(',')}}`);
  }
}
