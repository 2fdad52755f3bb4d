import { layerHead, type Framework, type FrameworkText } from '#compliance';
import { AppError } from '#kernel';

import { standingFramework } from '../evaluate-release/standing-framework.js';
import { layersOn } from '../mapping-layers/frameworks-in-force.js';
import type { Frameworks, Stores } from '../ports/index.js';
import type { ReleaseRecord } from '../records.js';
import type { SimulationOrder } from './simulation-order.js';

/** Which releases are looked at, by what they are judged, and by what they would be. */
export interface Scene {
  readonly before: Framework;
  readonly after: Framework;
  readonly releases: readonly ReleaseRecord[];
  readonly leftOut: number;
}

const MOST_RELEASES = 50;

/**
 * Undefined where there is no such product or release.
 * @throws AppError not-found FRAMEWORK_NOT_STANDING, FRAMEWORK_UNKNOWN, LAYER_UNKNOWN;
 * invalid SCOPE_INVALID; ParseError MAPPING_INVALID, …
 */
export async function setScene(
  stores: Stores,
  frameworks: Frameworks,
  order: SimulationOrder,
): Promise<Scene | undefined> {
  const own = standingFramework(frameworks, order.framework);
  const inForce = await stores.mappingLayers.inForce();
  const before = frameworks.framework(own, layersOn(own, inForce));
  const other = order.toFramework ?? own;
  const after = frameworks.framework(other, changedLayers(layersOn(other, inForce), order));
  const found = await releasesOf(stores, order);
  return found && { before, after, ...found };
}

function changedLayers(
  own: readonly FrameworkText[],
  { layers = [], retireLayers = [] }: Pick<SimulationOrder, 'layers' | 'retireLayers'>,
): readonly FrameworkText[] {
  const nameOf = (layer: FrameworkText) => layerHead(layer).id;
  const unknown = retireLayers.find((name) => !own.some((layer) => nameOf(layer) === name));
  if (unknown !== undefined) throw new AppError('not-found', 'LAYER_UNKNOWN', 'there is no such mapping layer');
  const kept = own.filter((layer) => !retireLayers.includes(nameOf(layer)));
  const put = layers.map((bytes, index) => ({ name: `layer-${index + 1}.yaml`, bytes }));
  const inPlace = kept.map((layer) => put.find((text) => nameOf(text) === nameOf(layer)) ?? layer);
  return [...inPlace, ...put.filter((text) => !inPlace.includes(text))];
}

async function releasesOf(
  stores: Stores,
  { product, version }: SimulationOrder,
): Promise<Pick<Scene, 'releases' | 'leftOut'> | undefined> {
  if (product !== undefined && version !== undefined) {
    const release = await stores.releases.find(product, version);
    return release && { releases: [release], leftOut: 0 };
  }
  if (version !== undefined) {
    throw new AppError('invalid', 'SCOPE_INVALID', 'a release is named together with its product');
  }
  if (product !== undefined && (await stores.products.bySlug(product)) === undefined) return undefined;
  const { releases, total } = await stores.releases.latest(MOST_RELEASES, product === undefined ? {} : { product });
  return { releases, leftOut: total - releases.length };
}
