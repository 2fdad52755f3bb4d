import { ParseError, type Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import type { Sbom } from '../predicate.js';
import { indexComponents, spdx2Digests, spdx3Digests } from './component-index.js';
import { hasItems, hasText, MAX_ELEMENTS } from './sbom-fields.js';
import { spdx2Elements } from './spdx2-elements.js';
import { spdx3Elements } from './spdx3-elements.js';
import { IDENTIFIER_TYPES3, INDIVIDUALS3, RELATIONSHIPS2, RELATIONSHIPS3 } from './spdx-words.js';

const VERSION2 = /^SPDX-(2\.[23](?:\.\d)?)$/;
const VERSION3 = /^3\.0\.[01]$/;
const CONTEXT3 = /^https:\/\/spdx\.org\/rdf\/3\.0\.[01]\/spdx-context\.jsonld$/;
/** Inventory relations count too: an image that lists what it contains has stated how its parts hang together. */
const RELATES = /^(?:DEPENDS_ON|CONTAINS|CONTAINED_BY|STATIC_LINK|DYNAMIC_LINK|(?:[A-Z]+_)?DEPENDENCY_OF)$/;
const RELATES3 = /^(?:dependsOn|contains|hasStaticLink|hasDynamicLink)$/;
const IDENTIFIERS2 = new Set(['purl', 'cpe22Type', 'cpe23Type']);
const IDENTIFIERS3 = new Set(['packageUrl', 'cpe22', 'cpe23']);

/** SPDX 2.2 or 2.3, JSON. @throws ParseError FORMAT_VERSION, FIELD_*, LIMIT_EXCEEDED */
export function parseSpdx2(document: Field): Sbom {
  const version = VERSION2.exec(document.get('spdxVersion').string())?.[1];
  if (version === undefined) throw new ParseError('FORMAT_VERSION', 'this version of SPDX is not supported');
  const packages = document.optional('packages')?.items(MAX_ELEMENTS) ?? [];
  requireNames2(document, packages);
  const relationships = document.optional('relationships')?.items(MAX_ELEMENTS) ?? [];
  return {
    kind: 'sbom',
    format: 'spdx',
    specVersion: version,
    components: packages.length,
    identifiedComponents: count(packages, isIdentified2),
    hasDependencies: count(relationships, relates2) > 0,
    elements: spdx2Elements(document, packages),
    index: indexComponents(packages, spdx2Digests),
  };
}

/** Every element is looked at, so that none is held to less than another. */
function count(elements: readonly Field[], holds: (element: Field) => boolean): number {
  return elements.filter(holds).length;
}

/** SPDX 2.3 clauses 6.3, 6.4 and 7.2: what relationships point at must have the name they point by. */
function requireNames2(document: Field, packages: readonly Field[]): void {
  const id = document.get('SPDXID');
  if (id.string() !== 'SPDXRef-DOCUMENT') throw id.wrong('"SPDXRef-DOCUMENT"');
  textOf(document.get('name'));
  for (const item of packages) {
    const own = item.get('SPDXID');
    if (!/^SPDXRef-./.test(own.string())) throw own.wrong('an identifier that begins with SPDXRef-');
  }
}

function isIdentified2(item: Field): boolean {
  const hasVersion = hasText(item, 'versionInfo');
  const references = item.optional('externalRefs')?.items(MAX_ELEMENTS) ?? [];
  const checksums = item.optional('checksums')?.items(MAX_ELEMENTS) ?? [];
  for (const checksum of checksums) {
    textOf(checksum.get('algorithm'));
    textOf(checksum.get('checksumValue'));
  }
  return hasVersion && count(references, names2) + checksums.length > 0;
}

function names2(reference: Field): boolean {
  const type = reference.get('referenceType').string();
  const locator = reference.get('referenceLocator').string();
  return IDENTIFIERS2.has(type) && locator.trim() !== '';
}

/** SPDX 2.3 clause 11: two elements and one of the words for what they are to each other. */
function relates2(relationship: Field): boolean {
  textOf(relationship.get('spdxElementId'));
  textOf(relationship.get('relatedSpdxElement'));
  const type = relationship.get('relationshipType');
  if (!RELATIONSHIPS2.has(type.string())) throw type.wrong('a relationship of SPDX');
  return RELATES.test(type.string());
}

/** SPDX 3.0, JSON-LD: one flat graph of typed elements. @throws ParseError FORMAT_VERSION, FIELD_*, LIMIT_EXCEEDED */
export function parseSpdx3(document: Field): Sbom {
  if (!CONTEXT3.test(document.get('@context').string()))
    throw document.get('@context').wrong('the context of SPDX 3.0');
  const elements = document.get('@graph').items(MAX_ELEMENTS);
  const ofType = (type: string) => elements.filter((element) => typeOf(element) === type);
  const packages = ofType('software_Package');
  return {
    kind: 'sbom',
    format: 'spdx',
    specVersion: version3(ofType('CreationInfo')),
    components: packages.length,
    identifiedComponents: count(packages, isIdentified3),
    hasDependencies: count(elements, isDependency3) > 0,
    elements: spdx3Elements(elements, packages),
    index: indexComponents(packages, spdx3Digests),
  };
}

function typeOf(element: Field): string {
  return (element.optional('type') ?? element.get('@type')).string();
}

/** The graph may join what several people created, all of it in versions that are read here. */
function version3(infos: readonly Field[]): string {
  const versions = infos.map((info) => info.get('specVersion').string());
  const [first] = versions;
  if (first !== undefined && versions.every((version) => VERSION3.test(version))) return first;
  throw new ParseError('FORMAT_VERSION', 'not every part of the graph is stated to be SPDX 3.0.0 or 3.0.1');
}

function isIdentified3(item: Field): boolean {
  requireIri(item.get('spdxId'));
  const hasVersion = hasText(item, 'software_packageVersion');
  const isNamed = hasText(item, 'software_packageUrl') || hasItems(item, 'verifiedUsing');
  const identifiers = item.optional('externalIdentifier')?.items(MAX_ELEMENTS) ?? [];
  return hasVersion && count(identifiers, names3) + Number(isNamed) > 0;
}

function names3(identifier: Field): boolean {
  const type = identifier.get('externalIdentifierType');
  if (!IDENTIFIER_TYPES3.has(type.string())) throw type.wrong('a type of identifier of SPDX');
  return IDENTIFIERS3.has(type.string()) && identifier.get('identifier').string().trim() !== '';
}

/** A LifecycleScopedRelationship is a relationship too. */
function isDependency3(element: Field): boolean {
  if (!typeOf(element).endsWith('Relationship')) return false;
  const ends = element.get('to').items(MAX_ELEMENTS);
  if (ends.length === 0) throw element.get('to').wrong('a list of one or more elements');
  for (const end of [element.get('from'), ...ends]) requireElement(end);
  const type = element.get('relationshipType');
  if (!RELATIONSHIPS3.has(type.string())) throw type.wrong('a relationship of SPDX');
  return RELATES3.test(type.string());
}

/** An element stands where it is used, or is named by its IRI, by a name within this document or by a word of SPDX. */
function requireElement(field: Field): void {
  if (typeof field.value !== 'string') typeOf(field);
  else if (!field.value.includes(':') && !INDIVIDUALS3.has(field.value))
    throw field.wrong('an IRI or a name within the document');
}

function requireIri(field: Field): void {
  if (!/^(?!_:).+:./.test(field.string())) throw field.wrong('an IRI');
}
