import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { requireLicenses, type LicenseRules } from './cyclonedx-licenses.js';
import {
  each,
  oneOf,
  onlyKnown,
  requireCitation,
  requireFlow,
  requireHash,
  requireMoment,
  requirePatch,
  requireReference,
  requireSwid,
  requireTexts,
  requireVersionRange,
} from './cyclonedx-parts.js';
import { requireVulnerability } from '../vex/cyclonedx-vex.js';
import {
  COMPONENT_TYPES,
  DOCUMENT_SECTIONS,
  HASH_ALGORITHMS,
  METADATA_FIELDS,
  SCOPES,
  TRAFFIC_LIGHTS,
} from './cyclonedx-words.js';
import { MAX_ELEMENTS } from './sbom-fields.js';

const SERIAL_NUMBER = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/**
 * What CycloneDX requires of every part that is read or counted here: required fields, closed lists of words, and names
 * that are unique. The frame of a document has only what its version has. Not a whole schema: parts nobody reads may
 * hold anything. One walk, each part looked at once.
 * @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED
 */
export function requireCycloneDx(document: Field, specVersion: string): void {
  const timestamp = document.optional('metadata')?.optional('timestamp');
  if (timestamp !== undefined) requireMoment(timestamp);
  const madeOn = timestamp?.string().slice(0, DAY_LENGTH) ?? '';
  new Walk({ specVersion, madeOn }).document(document);
}

class Walk {
  readonly #refs = new Set<string>();

  constructor(private readonly rules: LicenseRules) {}

  document(document: Field): void {
    onlyKnown(document, DOCUMENT_SECTIONS.get(this.rules.specVersion));
    const serial = document.optional('serialNumber');
    if (serial !== undefined && !SERIAL_NUMBER.test(serial.string())) throw serial.wrong('a urn:uuid in lower case');
    this.#version(document);
    const metadata = document.optional('metadata');
    if (metadata !== undefined) this.#metadata(metadata);
    this.#components(document, 'components');
    each(document, 'services', (service) => this.#service(service));
    each(document, 'dependencies', requireDependency);
    each(document, 'vulnerabilities', (vulnerability) => {
      this.#reference(vulnerability);
      requireVulnerability(vulnerability);
    });
    each(document, 'externalReferences', requireReference);
    each(document, 'citations', requireCitation);
    this.#properties(document);
  }

  /** Which edition of the document this is: required in 1.4, one where it is left out since. */
  #version(document: Field): void {
    const version = this.rules.specVersion === '1.4' ? document.get('version') : document.optional('version');
    if (version === undefined) return;
    if (typeof version.value === 'string' || version.integer() === 0) throw version.wrong('a number from 1');
  }

  #metadata(metadata: Field): void {
    onlyKnown(metadata, METADATA_FIELDS.get(this.rules.specVersion));
    requireLicenses(metadata, this.rules);
    const component = metadata.optional('component');
    if (component !== undefined) this.#component(component);
    const light = metadata.optional('distributionConstraints')?.optional('tlp');
    oneOf(light, TRAFFIC_LIGHTS, 'a traffic light');
    this.#properties(metadata);
  }

  #components(parent: Field, key: string): void {
    each(parent, key, (component) => this.#component(component));
  }

  /** Components nest; their depth is bounded by that of the JSON. */
  #component(component: Field): void {
    this.#reference(component);
    oneOf(component.get('type'), COMPONENT_TYPES.get(this.rules.specVersion), 'a type of component');
    component.get('name').string();
    requireTexts(component, ['version', 'purl', 'cpe']);
    oneOf(component.optional('scope'), SCOPES, 'a scope');
    requireVersionRange(component);
    each(component, 'hashes', (hash) => {
      requireHash(hash, HASH_ALGORITHMS.get(this.rules.specVersion));
    });
    requireLicenses(component, this.rules);
    requireSwid(component.optional('swid'));
    each(component, 'externalReferences', requireReference);
    this.#pedigree(component.optional('pedigree'));
    this.#properties(component);
    this.#components(component, 'components');
  }

  #pedigree(pedigree: Field | undefined): void {
    if (pedigree === undefined) return;
    for (const key of ['ancestors', 'descendants', 'variants']) this.#components(pedigree, key);
    each(pedigree, 'patches', requirePatch);
  }

  #service(service: Field): void {
    this.#reference(service);
    service.get('name').string();
    requireLicenses(service, this.rules);
    each(service, 'data', requireFlow);
    each(service, 'externalReferences', requireReference);
    this.#properties(service);
    each(service, 'services', (inner) => this.#service(inner));
  }

  /** A dependency on a name that two parts share would be a dependency on either. */
  #reference(part: Field): void {
    const field = part.optional('bom-ref');
    if (field === undefined) return;
    const reference = textOf(field);
    if (this.#refs.has(reference)) throw field.wrong('a name that no other part has');
    this.#refs.add(reference);
  }

  /** Up to 1.5 a property could go without its name. */
  #properties(parent: Field): void {
    if (this.rules.specVersion < '1.6') return;
    each(parent, 'properties', (property) => property.get('name').string());
  }
}

function requireDependency(dependency: Field): void {
  textOf(dependency.get('ref'));
  for (const key of ['dependsOn', 'provides']) {
    const items = dependency.optional(key)?.items(MAX_ELEMENTS) ?? [];
    const names = new Set(items.map(textOf));
    if (names.size !== items.length) throw dependency.get(key).wrong('a list that names each part once');
  }
}
