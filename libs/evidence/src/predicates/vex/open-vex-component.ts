import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { MAX_ELEMENTS } from '../sbom/sbom-fields.js';
import type { VexComponent, VexProduct } from './vex.js';

/** Names of one kind that a component has; the specification knows twelve algorithms and three types of identifier. */
const MAX_NAMES = 64;
const NONE: ReadonlyMap<string, string> = new Map();

/** A product of OpenVEX 0.2.0. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function readProduct(field: Field): VexProduct {
  const subcomponents = field.optional('subcomponents')?.items(MAX_ELEMENTS) ?? [];
  return { ...readComponent(field), subcomponents: subcomponents.map(readComponent) };
}

/** What OpenVEX 0.0.1 wrote for a product or a subcomponent: one name. @throws ParseError FIELD_* */
export function readNamedComponent(field: Field): VexComponent {
  return { id: textOf(field), identifiers: NONE, hashes: NONE };
}

function readComponent(field: Field): VexComponent {
  const id = field.optional('@id')?.string() ?? '';
  const identifiers = namesOf(field.optional('identifiers'));
  const hashes = namesOf(field.optional('hashes'));
  // OpenVEX, Product Data Structure: each mechanism is optional, but a valid statement MUST identify a product.
  if (id === '' && identifiers.size === 0 && hashes.size === 0) {
    throw field.wrong('identified: it has neither @id nor identifiers nor hashes');
  }
  return { ...(id !== '' && { id }), identifiers, hashes };
}

function namesOf(field: Field | undefined): ReadonlyMap<string, string> {
  if (field === undefined) return NONE;
  const keys = Object.keys(field.object());
  if (keys.length > MAX_NAMES) throw field.wrong(`at most ${MAX_NAMES} names`);
  return new Map(keys.map((key) => [key, textOf(field.get(key))]));
}
