import { canonicalJson, concatBytes, sortTexts, toUtf8 } from '#kernel';

import type { AssessmentInput } from '../assessment.js';

/**
 * Canonical JSON of inputs that know the same and differ in what they are judged by: what is known is long, and is
 * written once. RFC 8785 writes a member of an object as it writes the same value alone, and members in order of their names.
 */
export class CanonicalInput {
  readonly #members: ReadonlyMap<string, Uint8Array>;

  constructor(input: AssessmentInput) {
    this.#members = membersOf(input);
  }

  /** The bytes of the same input, judged by these. */
  bytesFor({ catalog, mapping }: Pick<AssessmentInput, 'catalog' | 'mapping'>): Uint8Array {
    const members = new Map([...this.#members, ...membersOf({ catalog, mapping })]);
    const inOrder = sortTexts([...members.keys()]).flatMap((name, index) => [
      toUtf8(index === 0 ? '{' : ','),
      members.get(name) ?? new Uint8Array(),
    ]);
    return concatBytes(...inOrder, toUtf8('}'));
  }
}

function membersOf(input: Partial<AssessmentInput>): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(input).map(([name, value]) => [name, toUtf8(`${JSON.stringify(name)}:${canonicalJson(value)}`)]),
  );
}
