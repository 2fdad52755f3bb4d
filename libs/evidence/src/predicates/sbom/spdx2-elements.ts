import type { Field, JsonValue } from '#kernel';

import { at, isSaid, listAt, objectsAt } from '../loose-json.js';
import { ofEach, type ComponentElements, type SbomElements } from './minimum-elements.js';

const AUTHOR = /^(?:Person|Organization): *\S/;
const TOOL = /^Tool: *\S/;
/** SPDX 2.3 clause 6.8: `Tool: toolidentifier-version`. */
const VERSIONED_TOOL = /^Tool: *\S.*-v?\d/;
const IDENTIFIERS: ReadonlySet<JsonValue | undefined> = new Set([
  'purl',
  'cpe22Type',
  'cpe23Type',
  'swid',
  'swh',
  'gitoid',
]);

/** SPDX 2 has no field for the moment of generation; its namespace is another for each version of a document. */
export function spdx2Elements(document: Field, packages: readonly Field[]): SbomElements {
  const creation = at(document.value, 'creationInfo');
  const isCreator = (pattern: RegExp) =>
    listAt(creation, 'creators').some((creator) => typeof creator === 'string' && pattern.test(creator));
  const related = relatedIn(document.value);
  return {
    author: isCreator(AUTHOR),
    timestamp: isSaid(creation, 'created'),
    toolName: isCreator(TOOL),
    toolVersion: isCreator(VERSIONED_TOOL),
    generationContext: false,
    sbomVersion: isSaid(document.value, 'documentNamespace'),
    ...ofEach(packages.map(({ value }) => elementsOf(value, related))),
  };
}

function relatedIn(document: JsonValue | undefined): ReadonlySet<JsonValue> {
  const relationships = objectsAt(document, 'relationships');
  return new Set(
    relationships.flatMap((one) => [at(one, 'spdxElementId') ?? null, at(one, 'relatedSpdxElement') ?? null]),
  );
}

function elementsOf(item: JsonValue | undefined, related: ReadonlySet<JsonValue>): ComponentElements {
  const hashed = isSaid(item, 'checksums', 'packageVerificationCode');
  const references = objectsAt(item, 'externalRefs');
  return {
    componentProducers: isSaid(item, 'supplier', 'originator'),
    componentNames: isSaid(item, 'name'),
    componentVersions: isSaid(item, 'versionInfo'),
    componentIdentifiers: hashed || references.some((reference) => IDENTIFIERS.has(at(reference, 'referenceType'))),
    componentHashes: hashed,
    componentLicenses: isSaid(item, 'licenseDeclared', 'licenseConcluded'),
    componentRelationships: related.has(at(item, 'SPDXID') ?? ''),
  };
}
