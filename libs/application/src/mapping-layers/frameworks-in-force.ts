import type { AssessmentInput, Framework, FrameworkText } from '#compliance';

import type { Frameworks, Stores } from '../ports/index.js';
import type { MappingLayerRecord } from './mapping-layer.js';

/**
 * What an organization judges by now: every standing framework, the main one first, with its layers on top.
 * @throws ParseError MAPPING_INVALID when a layer does not fit the mapping of this version any more: it is never passed over
 */
export async function frameworksInForce(
  stores: Pick<Stores, 'mappingLayers'>,
  frameworks: Frameworks,
): Promise<readonly [Framework, ...Framework[]]> {
  const layers = await stores.mappingLayers.inForce();
  const [first, ...others] = frameworks.standing();
  const withLayers = (id: string) => frameworks.framework(id, layersOn(id, layers));
  return [withLayers(first), ...others.map(withLayers)];
}

/** One framework, standing or not, with the layers of the organization. @throws AppError FRAMEWORK_UNKNOWN; ParseError */
export async function frameworkInForce(
  stores: Pick<Stores, 'mappingLayers'>,
  frameworks: Frameworks,
  id: string,
): Promise<Framework> {
  return frameworks.framework(id, layersOn(id, await stores.mappingLayers.inForce()));
}

/** What a kept input was gathered for: with the layers that it names, retired ones among them. */
export async function frameworkOfInput(
  stores: Pick<Stores, 'mappingLayers'>,
  frameworks: Frameworks,
  of: { readonly framework: string; readonly input: Pick<AssessmentInput, 'mapping'> },
): Promise<Framework> {
  const { mapping } = of.input;
  const layers = await stores.mappingLayers.byDigests(of.framework, mapping);
  const bottomFirst = layers.toSorted((a, b) => mapping.indexOf(a.digest) - mapping.indexOf(b.digest));
  return frameworks.framework(of.framework, bottomFirst.map(layerText));
}

export function layersOn(framework: string, layers: readonly MappingLayerRecord[]): readonly FrameworkText[] {
  return layers.filter((layer) => layer.framework === framework).map(layerText);
}

export function layerText({ layer, bytes }: Pick<MappingLayerRecord, 'layer' | 'bytes'>): FrameworkText {
  return { name: `${layer}.layer.yaml`, bytes };
}
