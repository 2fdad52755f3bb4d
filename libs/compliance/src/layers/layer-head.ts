import { fromUtf8 } from '#kernel';

import type { FrameworkText } from '../framework/framework.js';
import { YamlSource } from '../framework/yaml-source.js';
import { layerSchema } from './layer-schema.js';
import type { LayerNames, MappingLayer } from './layer.js';

/** What a layer says of itself, before anybody knows whether it fits a mapping. @throws ParseError MAPPING_INVALID, YAML_INVALID */
export function layerHead({ name, bytes }: FrameworkText): LayerNames & Pick<MappingLayer, 'mapping'> {
  const { id, version, mapping, reason, owner, approver, adoptedOn } = new YamlSource(fromUtf8(bytes), name).read(
    layerSchema,
    'MAPPING_INVALID',
  );
  return { id, version, mapping, reason, owner, approver, adoptedOn };
}
