import type { Field } from '#kernel';

import { textOf } from '../field-readers.js';
import { readResource, type ResourceDescriptor } from './resource-descriptor.js';

const MAX_REFERENCES = 10_000;

/** Documents about the subjects that are kept elsewhere. Their addresses are text, and never fetched. */
export interface Reference {
  readonly kind: 'reference';
  readonly attesterId: string;
  readonly references: readonly ResourceDescriptor[];
}

/** in-toto reference v0.1. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseReference(predicate: Field): Reference {
  return {
    kind: 'reference',
    attesterId: textOf(predicate.get('attester').get('id')),
    references: predicate.get('references').items(MAX_REFERENCES).map(readDocument),
  };
}

/** "The downloadLocation and mediaType MUST be provided for each" (in-toto, Reference). */
function readDocument(field: Field): ResourceDescriptor {
  textOf(field.get('downloadLocation'));
  textOf(field.get('mediaType'));
  return readResource(field);
}
