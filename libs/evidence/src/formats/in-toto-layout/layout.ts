import { ParseError, parseInstant, type Field, type Instant } from '#kernel';

import { parseArtifactRule, type ArtifactRule } from './artifact-rule.js';
import { hexText, onlyFields, optionalEntries, optionalItems, presentText, requireFields } from './layout-fields.js';
import { parseLayoutKey, type LayoutKey } from './layout-key.js';
import { MAX_LAYOUT_KEYS, MAX_PATTERN_CHARACTERS, MAX_RULES, MAX_STEPS } from './layout-limits.js';

/** Who must do what in a supply chain, and with which artifacts: an in-toto layout, version 1.0. */
export interface Layout {
  /** From then on it holds no longer. */
  readonly expires: Instant;
  /** Functionaries by key id. */
  readonly keys: ReadonlyMap<string, LayoutKey>;
  /** In the order of the chain. */
  readonly steps: readonly LayoutStep[];
  /** Commands that in-toto would run. They are read and never run. */
  readonly inspections: readonly ChainItem[];
}

/** What steps and inspections have in common. */
export interface ChainItem {
  readonly name: string;
  readonly expectedMaterials: readonly ArtifactRule[];
  readonly expectedProducts: readonly ArtifactRule[];
}

export interface LayoutStep extends ChainItem {
  /** Key ids of those who may perform it. */
  readonly pubkeys: readonly string[];
  /** How many of them must agree; at least 1. */
  readonly threshold: number;
  /** May holders of certificates perform it too? Such links are not judged. */
  readonly hasCertificateConstraints: boolean;
}

const REQUIRED = ['_type', 'steps', 'inspect', 'keys', 'expires', 'readme'];
const AUTHORITIES = ['rootcas', 'intermediatecas'];
const ITEM = ['_type', 'name', 'expected_materials', 'expected_products'];

/** @throws ParseError LAYOUT_*, ARTIFACT_RULE, FIELD_*, KEY_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseLayout(field: Field): Layout {
  onlyFields(field, [...REQUIRED, ...AUTHORITIES]);
  requireFields(field, REQUIRED);
  field.get('readme').string();
  AUTHORITIES.forEach((name) => optionalEntries(field.get(name), MAX_LAYOUT_KEYS));
  const layout = {
    expires: parseExpiry(field.get('expires')),
    keys: parseKeys(field.get('keys')),
    steps: optionalItems(field.get('steps'), MAX_STEPS).map(parseStep),
    inspections: optionalItems(field.get('inspect'), MAX_STEPS).map(parseInspection),
  };
  requireOneName([...layout.steps, ...layout.inspections]);
  requireFewRules([...layout.steps, ...layout.inspections]);
  return layout;
}

/** Seconds and `Z`, as the specification spells it and nothing else. */
function parseExpiry(field: Field): Instant {
  const text = field.string();
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) {
    throw new ParseError('LAYOUT_EXPIRES', `${field.path} is not a time of the form YYYY-MM-DDThh:mm:ssZ`);
  }
  return parseInstant(text);
}

function parseKeys(field: Field): ReadonlyMap<string, LayoutKey> {
  return new Map(
    optionalEntries(field, MAX_LAYOUT_KEYS).map(([id, item]) => {
      const key = parseLayoutKey(item);
      if (key.keyid === id) return [id, key] as const;
      throw new ParseError('LAYOUT_KEY', `${item.path} is a key under an id that is not its own`);
    }),
  );
}

/** @throws ParseError as {@link parseLayout} */
export function parseItem(field: Field): ChainItem {
  return {
    name: presentText(field.get('name')),
    expectedMaterials: parseRules(field.get('expected_materials')),
    expectedProducts: parseRules(field.get('expected_products')),
  };
}

function parseStep(field: Field): LayoutStep {
  onlyFields(field, [...ITEM, 'pubkeys', 'cert_constraints', 'expected_command', 'threshold']);
  requireType(field, 'step');
  optionalItems(field.get('expected_command'), MAX_RULES).forEach((word) => word.string());
  const threshold = field.get('threshold').value;
  if (typeof threshold !== 'number' || !Number.isSafeInteger(threshold) || threshold < 1) {
    throw new ParseError('LAYOUT_THRESHOLD_INVALID', `${field.path}.threshold is not a whole number from 1 up`);
  }
  return {
    ...parseItem(field),
    pubkeys: field.get('pubkeys').items(MAX_LAYOUT_KEYS).map(hexText),
    threshold,
    hasCertificateConstraints: optionalItems(field.get('cert_constraints'), MAX_LAYOUT_KEYS).length > 0,
  };
}

function parseInspection(field: Field): ChainItem {
  onlyFields(field, [...ITEM, 'run']);
  requireType(field, 'inspection');
  optionalItems(field.get('run'), MAX_RULES).forEach((word) => word.string());
  return parseItem(field);
}

function requireType(field: Field, type: string): void {
  if (field.get('_type').string() !== type) throw field.get('_type').wrong(`"${type}"`);
}

function parseRules(field: Field): readonly ArtifactRule[] {
  const rules = optionalItems(field, MAX_RULES).map(parseArtifactRule);
  if (rules.every(({ pattern }) => pattern.length <= MAX_PATTERN_CHARACTERS)) return rules;
  throw new ParseError(
    'LIMIT_EXCEEDED',
    `${field.path} has a pattern of more than ${MAX_PATTERN_CHARACTERS} characters`,
  );
}

/** A link says which step it is of by its name alone. */
function requireOneName(items: readonly ChainItem[]): void {
  if (new Set(items.map(({ name }) => name)).size === items.length) return;
  throw new ParseError('LAYOUT_NAME_TWICE', 'two steps or inspections of the layout have one name');
}

function requireFewRules(items: readonly ChainItem[]): void {
  const rules = items.reduce((sum, item) => sum + item.expectedMaterials.length + item.expectedProducts.length, 0);
  if (rules > MAX_RULES)
    throw new ParseError('LIMIT_EXCEEDED', `a layout has at most ${MAX_RULES} rules, not ${rules}`);
}
