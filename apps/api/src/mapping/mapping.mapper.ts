import type { MappingLayerRecord } from '#application';
import { decisionsOn, layerChanges, type Framework } from '#compliance';
import { fromUtf8 } from '#kernel';

import { toRuleLines } from '../explanation/rule-lines.js';
import type { MappedControlType, MappingLayerType, MappingType } from './mapping.type.js';

export function toMapping(framework: Framework): MappingType {
  const { mapping, layers, mappingNames } = framework;
  const { id, version, catalog, adoptedBy, adoptedOn } = mapping;
  return {
    ...{ id, version, framework: catalog, adoptedBy, adoptedOn, names: mappingNames, changes: layerChanges(layers) },
    controls: Object.keys(mapping.controls).flatMap((control) => toControl(control, framework)),
  };
}

function toControl(control: string, { mapping, layers }: Framework): MappedControlType[] {
  const own = mapping.controls[control];
  if (own === undefined) return [];
  const { requires, beyondPartial, ...rest } = own;
  return [
    {
      ...{ control, ...rest },
      rule: toRuleLines(requires),
      beyondPartial: toRuleLines(beyondPartial),
      decisions: decisionsOn(control, { mapping, applied: layers }),
    },
  ];
}

export function toMappingLayer(record: MappingLayerRecord): MappingLayerType {
  const { id, framework, layer, version, digest, bytes, proposedBy, proposedAt, adopted, retired } = record;
  return {
    ...{ id, framework, layer, version, digest, proposedAt, text: fromUtf8(bytes), proposedById: proposedBy },
    state: retired !== undefined ? 'retired' : adopted !== undefined ? 'in-force' : 'proposed',
    ...(adopted && { adoptedById: adopted.by, adoptedAt: adopted.at, position: adopted.position }),
    ...(retired && {
      ...{ retiredById: retired.by, retirementRequestedById: retired.requestedBy },
      ...{ retirementReason: retired.reason, retiredAt: retired.at },
    }),
  };
}
