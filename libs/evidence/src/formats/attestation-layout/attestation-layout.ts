import { Field, fromUtf8, ParseError, type JsonValue } from '#kernel';
import { parseDocument } from 'yaml';

import { instantOf, textOf } from '../../field-readers.js';
import type { BytesFormat } from '../format.js';
import { optionalEntries, optionalItems } from '../in-toto-layout/layout-fields.js';
import { MAX_LAYOUT_KEYS, MAX_RULES, MAX_STEPS } from '../in-toto-layout/layout-limits.js';
import { unsignedShape } from '../unsigned-shape.js';

/** YAML is slow to read and can refer to itself: a layout is a page, not a book. */
const MAX_BYTES = 256 * 1024;
const BRACE = 0x7b;

/**
 * A layout over attestations (in-toto enhancements 10 and 11), YAML. It is recognised, held to its shape and believed by
 * nobody: it carries no signature, and its rules about attributes are CEL expressions, which are not evaluated here.
 */
export const ATTESTATION_LAYOUT: BytesFormat = {
  name: 'attestation-layout',
  recognises: (bytes) => bytes.length <= MAX_BYTES && bytes[0] !== BRACE && hasItsKeys(bytes),
  read: (bytes) => {
    const layout = new Field(documentOf(fromUtf8(bytes)), 'layout');
    requireShape(layout);
    return unsignedShape(layout.object(), 'attestation-layout', 'supply-chain-layout');
  },
};

/** Keys at the beginning of a line that no other document has together. */
function hasItsKeys(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return ['functionaries', 'steps'].every((key) => text.startsWith(`${key}:`) || text.includes(`\n${key}:`));
}

/** Aliases are refused: a few lines of them stand for gigabytes. */
function documentOf(text: string): JsonValue {
  const document = parseDocument(text, { uniqueKeys: true, schema: 'core' });
  const [error] = document.errors;
  if (error !== undefined) throw new ParseError('YAML_INVALID', `not YAML: ${error.code}`);
  try {
    return document.toJS({ maxAliasCount: 0 }) as JsonValue;
  } catch (cause) {
    throw new ParseError('YAML_INVALID', 'YAML with aliases is not read', { cause });
  }
}

function requireShape(layout: Field): void {
  instantOf(layout.get('expires'));
  for (const [, key] of optionalEntries(layout.get('functionaries'), MAX_LAYOUT_KEYS)) {
    textOf(key.get('keyType'));
    textOf(key.get('keyID'));
    textOf(key.get('keyVal').get('public'));
  }
  const steps = layout.get('steps').items(MAX_STEPS).map(requireStep);
  if (new Set(steps).size < steps.length) throw new ParseError('LAYOUT_NAME_TWICE', 'two steps have one name');
}

function requireStep(step: Field): string {
  for (const name of ['expectedMaterials', 'expectedProducts']) {
    optionalItems(step.get(name), MAX_RULES).forEach(textOf);
  }
  for (const predicate of step.get('expectedPredicates').items(MAX_RULES)) {
    textOf(predicate.get('predicateType'));
    optionalItems(predicate.get('functionaries'), MAX_LAYOUT_KEYS).forEach(textOf);
    for (const attribute of optionalItems(predicate.get('expectedAttributes'), MAX_RULES))
      textOf(attribute.get('rule'));
  }
  return textOf(step.get('name'));
}
