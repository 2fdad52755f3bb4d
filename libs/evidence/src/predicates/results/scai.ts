import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { readResource, type ResourceDescriptor } from '../resource-descriptor.js';

const MAX_ATTRIBUTES = 10_000;

/** What a producer asserts about an artifact, a tool or an environment, in words agreed between it and its consumers. */
export interface AttributeReport {
  readonly kind: 'scai';
  readonly attributes: readonly Attribute[];
  readonly producer?: ResourceDescriptor;
}

interface Attribute {
  readonly attribute: string;
  readonly target?: ResourceDescriptor;
  readonly evidence?: ResourceDescriptor;
  /** Holds only under conditions, which are for its consumers to read. */
  readonly isConditional: boolean;
}

/** SCAI attribute report v0.2 and v0.3. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseAttributeReport(predicate: Field): AttributeReport {
  const attributes = predicate.get('attributes').items(MAX_ATTRIBUTES);
  if (attributes.length === 0) throw predicate.get('attributes').wrong('a list of one or more attributes');
  const producer = predicate.optional('producer');
  return {
    kind: 'scai',
    attributes: attributes.map(readAttribute),
    ...(producer && { producer: readResource(producer) }),
  };
}

function readAttribute(field: Field): Attribute {
  const target = field.optional('target');
  const evidence = field.optional('evidence');
  const conditions = field.optional('conditions');
  return {
    attribute: textOf(field.get('attribute')),
    ...(target && { target: readResource(target) }),
    ...(evidence && { evidence: readResource(evidence) }),
    isConditional: conditions !== undefined && Object.keys(conditions.object()).length > 0,
  };
}
