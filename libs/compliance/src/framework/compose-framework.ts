import { AppError, digestOf, fromUtf8, ParseError } from '#kernel';

import { loadLayers } from '../layers/load-layers.js';
import type { Framework, FrameworkText, FrameworkTexts, MappingName } from './framework.js';
import { judgedCatalog } from './judged-catalog.js';
import { loadAdoptedMapping, loadMappingOver } from './load-mapping.js';

/**
 * Digests are over the bytes as they are; what they say is checked.
 * @throws ParseError CATALOG_INVALID, MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function composeFramework(texts: FrameworkTexts): Framework {
  const catalog = judgedCatalog(texts);
  const [own, below, ...others] = texts.mappings.toReversed();
  if (own === undefined) throw new AppError('internal', 'MAPPING_INCOMPLETE', 'a framework needs a mapping');
  if (others.length > 0) throw new ParseError('MAPPING_INVALID', 'a mapping adopts from one other mapping at most');
  const adopted = below && { text: below, mapping: loadAdoptedMapping(wordsOf(below), below.name) };
  const mapping = loadMappingOver(wordsOf(own), own.name, { catalog, adopted: adopted?.mapping });
  const layered = loadLayers(
    mapping,
    texts.layers.map((layer) => ({ text: wordsOf(layer), file: layer.name })),
  );
  const mappingNames = [
    ...(adopted ? [nameOf(adopted.mapping, adopted.text)] : []),
    nameOf(mapping, own),
    ...texts.layers.flatMap((text, at) => layered.applied.slice(at, at + 1).map((layer) => nameOf(layer, text))),
  ];
  return {
    texts,
    catalog,
    catalogDigest: digestOf(texts.catalog.bytes),
    mapping: layered.mapping,
    mappingNames,
    mappingDigests: mappingNames.map(({ digest }) => digest),
    layers: layered.applied,
  };
}

function nameOf({ id, version }: Pick<MappingName, 'id' | 'version'>, { bytes }: FrameworkText): MappingName {
  return { id, version, digest: digestOf(bytes) };
}

function wordsOf({ bytes }: FrameworkText): string {
  return fromUtf8(bytes);
}
