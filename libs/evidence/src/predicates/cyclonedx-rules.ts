import type { Field } from '#kernel';

import { instantOf, textOf } from '../field-readers.js';
import { requireLicenses } from './cyclonedx-licenses.js';
import { MAX_ELEMENTS } from './sbom-fields.js';

const SERIAL_NUMBER = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH_VALUE = /^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})$/;
const HASHES =
  /^(?:MD5|SHA-(?:1|256|384|512)|SHA3-(?:256|384|512)|BLAKE2b-(?:256|384|512)|BLAKE3|Streebog-(?:256|512))$/;
const COMPONENTS =
  /^(?:application|framework|library|container|platform|operating-system|device|device-driver|firmware|file|machine-learning-model|data|cryptographic-asset)$/;
const SCOPES = /^(?:required|optional|excluded)$/;
const PATCHES = /^(?:unofficial|monkey|backport|cherry-pick)$/;
const ISSUES = /^(?:defect|enhancement|security)$/;
const FLOWS = /^(?:inbound|outbound|bi-directional|unknown)$/;

/**
 * What CycloneDX requires of every part that is read or counted here: required fields, closed lists of words, and names
 * that are unique. Not a whole schema: parts nobody reads may hold anything. One walk, each part looked at once.
 * @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED
 */
export function requireCycloneDx(document: Field, specVersion: string): void {
  new Walk(specVersion).document(document);
}

class Walk {
  readonly #refs = new Set<string>();

  constructor(private readonly version: string) {}

  document(document: Field): void {
    oneOf(document.optional('serialNumber'), SERIAL_NUMBER, 'a urn:uuid in lower case');
    if (document.optional('version')?.integer() === 0) throw document.get('version').wrong('1 or more');
    const metadata = document.optional('metadata');
    if (metadata !== undefined) this.#metadata(metadata);
    this.#components(document, 'components');
    each(document, 'services', (service) => this.#service(service));
    each(document, 'dependencies', (dependency) => textOf(dependency.get('ref')));
    each(document, 'citations', requireCitation);
    this.#properties(document);
  }

  #metadata(metadata: Field): void {
    const timestamp = metadata.optional('timestamp');
    if (timestamp !== undefined) requireMoment(timestamp);
    requireLicenses(metadata, this.version);
    const component = metadata.optional('component');
    if (component !== undefined) this.#component(component);
    this.#properties(metadata);
  }

  #components(parent: Field, key: string): void {
    each(parent, key, (component) => this.#component(component));
  }

  /** Components nest; their depth is bounded by that of the JSON. */
  #component(component: Field): void {
    this.#reference(component);
    oneOf(component.get('type'), COMPONENTS, 'a type of component');
    component.get('name').string();
    component.optional('version')?.string();
    oneOf(component.optional('scope'), SCOPES, 'a scope');
    requireVersionRange(component);
    each(component, 'hashes', requireHash);
    requireLicenses(component, this.version);
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
    requireLicenses(service, this.version);
    each(service, 'data', requireFlow);
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
    if (this.version < '1.6') return;
    each(parent, 'properties', (property) => property.get('name').string());
  }
}

function each(parent: Field, key: string, require: (item: Field) => unknown): void {
  for (const item of parent.optional(key)?.items(MAX_ELEMENTS) ?? []) require(item);
}

function oneOf(field: Field | undefined, words: RegExp, expected: string): void {
  if (field !== undefined && !words.test(field.string())) throw field.wrong(`${expected} of CycloneDX`);
}

/** A date alone leaves open which moment of the day is meant. */
function requireMoment(field: Field): void {
  if (!field.string().includes('T')) throw field.wrong('a date with a time');
  instantOf(field);
}

function requireHash(hash: Field): void {
  oneOf(hash.get('alg'), HASHES, 'a hash algorithm');
  oneOf(hash.get('content'), HASH_VALUE, 'a hash value');
}

function requireReference(reference: Field): void {
  reference.get('url').string();
  reference.get('type').string();
}

function requireSwid(swid: Field | undefined): void {
  if (swid === undefined) return;
  swid.get('tagId').string();
  swid.get('name').string();
}

function requirePatch(patch: Field): void {
  oneOf(patch.get('type'), PATCHES, 'a type of patch');
  each(patch, 'resolves', (issue) => {
    oneOf(issue.get('type'), ISSUES, 'a type of issue');
  });
}

function requireFlow(data: Field): void {
  oneOf(data.get('flow'), FLOWS, 'a direction of data');
  data.get('classification').string();
}

/** 1.7: only what comes from outside has a range of versions, and then no version of its own. */
function requireVersionRange(component: Field): void {
  const range = component.optional('versionRange');
  if (range === undefined) return;
  if (component.optional('isExternal')?.boolean() !== true || component.optional('version') !== undefined) {
    throw range.wrong('allowed: a range of versions stands in an external component without a version');
  }
}

/** 1.7: who says so, or how it came about, and about what. */
function requireCitation(citation: Field): void {
  requireMoment(citation.get('timestamp'));
  if (citation.optional('attributedTo') === undefined && citation.optional('process') === undefined) {
    throw citation.get('attributedTo').wrong('whoever or whatever the citation comes from');
  }
  if (citation.optional('pointers') === undefined && citation.optional('expressions') === undefined) {
    throw citation.get('pointers').wrong('what the citation is about');
  }
}
