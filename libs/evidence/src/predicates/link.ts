import type { Field } from '#kernel';

import { textOf } from '../field-readers.js';
import { readDigests, readResource } from './resource-descriptor.js';

const MAX_MATERIALS = 100_000;
const MAX_ARGUMENTS = 10_000;

/** One step that was carried out; its products are the subjects of its statement. */
export interface StepLink {
  readonly kind: 'link';
  readonly step: string;
  /** Program and arguments; one text where the writer joined them. */
  readonly command: readonly string[];
  readonly materials: readonly Material[];
}

interface Material {
  readonly name: string;
  readonly digests: ReadonlyMap<string, string>;
}

/** in-toto link v0.3, and materials and commands as older links write them. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseLink(predicate: Field): StepLink {
  const materials = materialsOf(predicate.optional('materials'));
  const names = new Set(materials.map(({ name }) => name));
  if (names.size !== materials.length) throw predicate.get('materials').wrong('a list that names each material once');
  return {
    kind: 'link',
    step: textOf(predicate.get('name')),
    command: commandOf(predicate.optional('command')),
    materials,
  };
}

function commandOf(field: Field | undefined): readonly string[] {
  if (field === undefined) return [];
  if (typeof field.value === 'string') return [field.value];
  return field.items(MAX_ARGUMENTS).map((argument) => argument.string());
}

function materialsOf(field: Field | undefined): readonly Material[] {
  if (field === undefined) return [];
  if (Array.isArray(field.value)) return field.items(MAX_MATERIALS).map(readMaterial);
  const names = Object.keys(field.object());
  return names.map((name) => ({ name, digests: readDigests(field.get(name)) }));
}

/** "Each ResourceDescriptor entry MUST include name and digest" (in-toto, Link). */
function readMaterial(field: Field): Material {
  const { digests } = readResource(field);
  if (digests.size === 0) throw field.get('digest').wrong('a set of one or more digests');
  return { name: textOf(field.get('name')), digests };
}
