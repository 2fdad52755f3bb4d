import { ParseError, type Field, type Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { MAX_ELEMENTS } from '../sbom/sbom-fields.js';
import type { VexStatement, VexStatus } from './vex.js';
import { readNamedComponent, readProduct } from './open-vex-component.js';

/** Drafts may write plain names for vulnerabilities and products, and list subcomponents beside the products. */
export type StatementShape = 'draft' | 'v0.2.0';

const MAX_ALIASES = 1000;
const STATUSES: ReadonlySet<string> = new Set<VexStatus>(['not_affected', 'affected', 'fixed', 'under_investigation']);
const JUSTIFICATIONS: ReadonlySet<string> = new Set([
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
]);

/**
 * One statement of an OpenVEX document that was issued at `issuedAt`.
 * @throws ParseError VEX_INCOMPLETE, FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED
 */
export function readStatement(field: Field, shape: StatementShape, issuedAt: Instant | undefined): VexStatement {
  const status = statusOf(field.get('status'));
  const updated = field.optional('last_updated');
  return {
    ...vulnerabilityOf(field.get('vulnerability'), shape),
    status,
    at: timeOfStatement(field, issuedAt),
    ...(updated && { updatedAt: instantOf(updated) }),
    products: productsOf(field, shape),
    ...reasonsOf(field, status),
  };
}

/** "A statement is useless without a timestamp" (OpenVEX, Data Inheritance): nothing could be newer than it. */
function timeOfStatement(field: Field, issuedAt: Instant | undefined): Instant {
  const own = field.optional('timestamp');
  if (own !== undefined) return instantOf(own);
  if (issuedAt !== undefined) return issuedAt;
  throw new ParseError('FIELD_MISSING', `${field.path}.timestamp is missing, and the document has none either`);
}

function vulnerabilityOf(field: Field, shape: StatementShape): Pick<VexStatement, 'vulnerability' | 'aliases'> {
  if (shape === 'draft' && typeof field.value === 'string') return { vulnerability: textOf(field), aliases: [] };
  const iri = field.optional('@id')?.string() ?? '';
  const aliases = field.optional('aliases')?.items(MAX_ALIASES).map(textOf) ?? [];
  return { vulnerability: textOf(field.get('name')), aliases: iri === '' ? aliases : [iri, ...aliases] };
}

function productsOf(field: Field, shape: StatementShape): VexStatement['products'] {
  const products = field.optional('products')?.items(MAX_ELEMENTS) ?? [];
  if (shape === 'v0.2.0') return products.map(readProduct);
  const shared = field.optional('subcomponents')?.items(MAX_ELEMENTS).map(readNamedComponent) ?? [];
  return products.map((product) =>
    typeof product.value === 'string'
      ? { ...readNamedComponent(product), subcomponents: shared }
      : readProduct(product),
  );
}

/** OpenVEX, Statement Fields: whoever says "not affected" MUST say why, and who says "affected" MUST say what to do. */
function reasonsOf(
  field: Field,
  status: VexStatus,
): Pick<VexStatement, 'justification' | 'impactStatement' | 'actionStatement'> {
  const justification = justificationOf(field);
  const impactStatement = someText(field, 'impact_statement');
  const actionStatement = someText(field, 'action_statement');
  if (status === 'not_affected' && justification === undefined && impactStatement === undefined) {
    throw incomplete(field, 'not_affected needs a justification or an impact_statement');
  }
  if (status === 'affected' && actionStatement === undefined) {
    throw incomplete(field, 'affected needs an action_statement');
  }
  return {
    ...(justification !== undefined && { justification }),
    ...(impactStatement !== undefined && { impactStatement }),
    ...(actionStatement !== undefined && { actionStatement }),
  };
}

function incomplete(field: Field, what: string): ParseError {
  return new ParseError('VEX_INCOMPLETE', `${field.path}: ${what}`);
}

function justificationOf(field: Field): string | undefined {
  const text = someText(field, 'justification');
  if (text === undefined || JUSTIFICATIONS.has(text)) return text;
  throw field.get('justification').wrong('a justification of OpenVEX');
}

/** Writers leave unused texts out or empty. */
function someText(field: Field, key: string): string | undefined {
  const text = field.optional(key)?.string() ?? '';
  return text.trim() === '' ? undefined : text;
}

function statusOf(field: Field): VexStatus {
  const text = field.string();
  if (!isStatus(text)) throw field.wrong('an OpenVEX status');
  return text;
}

function isStatus(text: string): text is VexStatus {
  return STATUSES.has(text);
}
