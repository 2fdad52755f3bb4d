import type { Field, JsonObject, JsonValue } from '#kernel';

import { at, isObject, isSaid, listAt, objectsAt } from '../loose-json.js';
import { ofEach, type ComponentElements, type SbomElements } from './minimum-elements.js';

/** @param components all of them, however deep they stand */
export function cycloneDxElements(document: Field, components: readonly Field[]): SbomElements {
  const metadata = at(document.value, 'metadata');
  const tools = toolsOf(metadata);
  const related = relatedIn(document.value);
  return {
    author: isSaid(metadata, 'authors', 'manufacturer'),
    timestamp: isSaid(metadata, 'timestamp'),
    toolName: tools.some((tool) => isSaid(tool, 'name')),
    toolVersion: tools.some((tool) => isSaid(tool, 'name') && isSaid(tool, 'version')),
    generationContext: objectsAt(metadata, 'lifecycles').some((lifecycle) => isSaid(lifecycle, 'phase', 'name')),
    sbomVersion: isSaid(document.value, 'version'),
    ...ofEach(components.map(({ value }) => elementsOf(value, related))),
  };
}

/** A list before 1.5, components and services since. */
function toolsOf(metadata: JsonValue | undefined): readonly JsonObject[] {
  const tools = at(metadata, 'tools');
  const since15 = [...objectsAt(tools, 'components'), ...objectsAt(tools, 'services')];
  return [...objectsAt(metadata, 'tools'), ...since15];
}

function relatedIn(document: JsonValue | undefined): ReadonlySet<JsonValue> {
  const dependencies = objectsAt(document, 'dependencies');
  return new Set(
    dependencies.flatMap((dependency) => [
      at(dependency, 'ref') ?? null,
      ...listAt(dependency, 'dependsOn'),
      ...listAt(dependency, 'provides'),
    ]),
  );
}

function elementsOf(component: JsonValue | undefined, related: ReadonlySet<JsonValue>): ComponentElements {
  const hashed = objectsAt(component, 'hashes').some((hash) => isSaid(hash, 'alg') && isSaid(hash, 'content'));
  return {
    componentProducers: isSaid(component, 'supplier', 'manufacturer', 'publisher', 'authors', 'author'),
    componentNames: isSaid(component, 'name'),
    componentVersions: isSaid(component, 'version', 'versionRange'),
    componentIdentifiers: hashed || isSaid(component, 'purl', 'cpe', 'swid', 'swhid', 'omniborId'),
    componentHashes: hashed,
    componentLicenses: isSaid(component, 'licenses'),
    componentRelationships: isObject(component) && related.has(at(component, 'bom-ref') ?? ''),
  };
}
