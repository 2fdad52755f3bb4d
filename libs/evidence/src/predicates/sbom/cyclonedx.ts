import { ParseError, type Field } from '#kernel';

import { cycloneDxDigests, indexComponents } from './component-index.js';
import { cycloneDxElements } from './cyclonedx-elements.js';
import { requireCycloneDx } from './cyclonedx-rules.js';
import { analysedStatements } from '../vex/cyclonedx-vex.js';
import type { Sbom } from '../predicate.js';
import { hasItems, hasText, MAX_ELEMENTS } from './sbom-fields.js';
import type { Vex } from '../vex/vex.js';

const VERSION = /^1\.[4-7]$/;

/**
 * CycloneDX 1.4 to 1.7. A document of analysed vulnerabilities that lists no component of its own is a VEX; one that
 * lists components is an SBOM, whatever it says about them besides.
 * @throws ParseError FORMAT_VERSION, FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED
 */
export function parseCycloneDx(document: Field): Sbom | Vex {
  if (document.get('bomFormat').value !== 'CycloneDX') throw document.get('bomFormat').wrong('"CycloneDX"');
  const specVersion = document.get('specVersion').string();
  if (!VERSION.test(specVersion)) throw new ParseError('FORMAT_VERSION', 'this version of CycloneDX is not supported');
  requireCycloneDx(document, specVersion);
  const components = allComponents(document);
  const statements = components.length === 0 ? analysedStatements(document) : [];
  if (statements.length > 0) return { kind: 'vex', format: 'cyclonedx', statements };
  return {
    kind: 'sbom',
    format: 'cyclonedx',
    specVersion,
    components: components.length,
    identifiedComponents: components.filter(isIdentified).length,
    hasDependencies: document.optional('dependencies')?.items(MAX_ELEMENTS).some(hasEdge) ?? false,
    elements: cycloneDxElements(document, components),
    index: indexComponents(components, cycloneDxDigests),
  };
}

/** Components nest; their depth is bounded by that of the JSON. */
function allComponents(parent: Field): Field[] {
  const found: Field[] = [];
  const open = [parent];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const children = next.optional('components')?.items(MAX_ELEMENTS) ?? [];
    for (const child of children) {
      found.push(child);
      open.push(child);
    }
  }
  return found;
}

function isIdentified(component: Field): boolean {
  if (!hasText(component, 'version')) return false;
  return hasText(component, 'purl') || hasText(component, 'cpe') || hasItems(component, 'hashes');
}

function hasEdge(dependency: Field): boolean {
  return hasItems(dependency, 'dependsOn');
}
