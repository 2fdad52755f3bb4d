import type { Field, JsonValue } from '#kernel';

import { at, isSaid, listAt } from '../loose-json.js';
import { ofEach, type ComponentElements, type SbomElements } from './minimum-elements.js';

/** A tool has no field for its version, so it stands in its name: `syft-1.4.0`. */
const VERSIONED = /[-@ ]v?\d/;
const LICENSES: ReadonlySet<JsonValue | undefined> = new Set(['hasDeclaredLicense', 'hasConcludedLicense']);

/** Elements of SPDX 3.0 by what they say of packages: relations and licenses stand in elements of their own. */
export function spdx3Elements(elements: readonly Field[], packages: readonly Field[]): SbomElements {
  const all = elements.map(({ value }) => value);
  const ofType = (type: string) => all.filter((element) => typeOf(element) === type);
  const creations = ofType('CreationInfo');
  const relations = relationsIn(all);
  return {
    author: creations.some((creation) => isSaid(creation, 'createdBy')),
    timestamp: creations.some((creation) => isSaid(creation, 'created')),
    toolName: creations.some((creation) => isSaid(creation, 'createdUsing')),
    toolVersion: ofType('Tool').some((tool) => VERSIONED.test(textAt(tool, 'name'))),
    generationContext: ofType('software_Sbom').some((sbom) => isSaid(sbom, 'software_sbomType')),
    sbomVersion: ofType('SpdxDocument').some((document) => isSaid(document, 'spdxId')),
    ...ofEach(packages.map(({ value }) => elementsOf(value, relations))),
  };
}

interface Relations {
  readonly related: ReadonlySet<JsonValue>;
  readonly licensed: ReadonlySet<JsonValue>;
}

function relationsIn(elements: readonly (JsonValue | undefined)[]): Relations {
  const related = new Set<JsonValue>();
  const licensed = new Set<JsonValue>();
  for (const element of elements) {
    if (!typeOf(element).endsWith('Relationship')) continue;
    const from = at(element, 'from') ?? null;
    if (LICENSES.has(at(element, 'relationshipType'))) licensed.add(from);
    else for (const end of [from, ...listAt(element, 'to')]) related.add(end);
  }
  return { related, licensed };
}

function elementsOf(item: JsonValue | undefined, { related, licensed }: Relations): ComponentElements {
  const id = at(item, 'spdxId') ?? '';
  const hashed = isSaid(item, 'verifiedUsing');
  return {
    componentProducers: isSaid(item, 'suppliedBy', 'originatedBy'),
    componentNames: isSaid(item, 'name'),
    componentVersions: isSaid(item, 'software_packageVersion'),
    componentIdentifiers:
      hashed || isSaid(item, 'software_packageUrl', 'externalIdentifier', 'software_contentIdentifier'),
    componentHashes: hashed,
    componentLicenses: licensed.has(id),
    componentRelationships: related.has(id),
  };
}

function typeOf(element: JsonValue | undefined): string {
  return textAt(element, 'type') || textAt(element, '@type');
}

function textAt(parent: JsonValue | undefined, key: string): string {
  const value = at(parent, key);
  return typeof value === 'string' ? value : '';
}
