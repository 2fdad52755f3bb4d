import { TAG, type DerReader } from '#kernel';

import { malformed, oidOf } from './algorithms.js';

const MAX_ATTRIBUTES = 16;
const MAX_VALUES = 32;

/** Attributes of a signer by the hex of their object identifier; each value whole, with tag and length. */
export type Attributes = ReadonlyMap<string, readonly Uint8Array[]>;

/** SET OF Attribute (RFC 5652 section 5.3), each type once. @throws ParseError CMS_INVALID, DER_INVALID */
export function readAttributes(set: DerReader): Attributes {
  const attributes = new Map<string, readonly Uint8Array[]>();
  while (!set.isDone) {
    const attribute = set.enter(TAG.sequence);
    const type = oidOf(attribute);
    const values = valuesOf(attribute.enter(TAG.set));
    attribute.finish();
    if (attributes.has(type)) throw malformed('an attribute occurs twice');
    if (attributes.size === MAX_ATTRIBUTES) throw malformed(`more than ${MAX_ATTRIBUTES} attributes`);
    attributes.set(type, values);
  }
  return attributes;
}

function valuesOf(set: DerReader): readonly Uint8Array[] {
  const values: Uint8Array[] = [];
  while (!set.isDone) {
    if (values.length === MAX_VALUES) throw malformed(`an attribute of more than ${MAX_VALUES} values`);
    values.push(set.whole(set.read()));
  }
  return values;
}
