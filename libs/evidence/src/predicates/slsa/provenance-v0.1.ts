import type { Field, JsonValue } from '#kernel';

import { textOf } from '../../field-readers.js';
import { readBuildSource, readDependency, type Dependency } from './build-source.js';
import type { BuildProvenance } from '../predicate.js';
import { readCloudBuildRecipe } from './cloud-build-invocation.js';

/** How the first provenance of Google Cloud Build names a commit: as a page of the forge. */
const COMMIT_PAGE = /^(https:\/\/[^@#]+)\/commit\/([0-9a-f]{40})$/;
const MAX_MATERIALS = 100_000;

/**
 * SLSA provenance v0.1, which only Google Cloud Build still writes: builder, recipe and materials. The source is the
 * material that the recipe says it is defined in, else the first. @throws ParseError FIELD_*, LIMIT_EXCEEDED
 */
export function parseSlsaProvenanceV01(predicate: Field): BuildProvenance {
  const recipe = predicate.get('recipe');
  const materials = predicate.optional('materials');
  const invocation = readCloudBuildRecipe(recipe.value);
  return {
    kind: 'build-provenance',
    builderId: textOf(predicate.get('builder').get('id')),
    buildType: textOf(recipe.get('type')),
    ...readBuildSource(materials, declaredMaterial(materials, recipe.optional('definedInMaterial')?.value)),
    ...(invocation !== undefined && { invocation }),
  };
}

function declaredMaterial(materials: Field | undefined, index: JsonValue | undefined): Dependency | undefined {
  const all = materials?.items(MAX_MATERIALS) ?? [];
  // Google writes the index as text (`"-1"`), where the specification asks for a number.
  const declared = all[Number(index ?? 0)] ?? all[0];
  return declared === undefined ? undefined : withoutPage(readDependency(declared));
}

/** Compared with a repository, the page of a commit would be another place than the one it is in. */
function withoutPage(dependency: Dependency): Dependency {
  const [, repository, commit] = COMMIT_PAGE.exec(dependency.uri ?? '') ?? [];
  return repository === undefined || commit === undefined ? dependency : { ...dependency, uri: repository, commit };
}
