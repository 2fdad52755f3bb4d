import { DIRECTIONS, type AspectDifference, type Direction } from '../mapping-diff/diff-mappings.js';
import type { AppliedLayer, LayerNames } from './layer.js';

/** One aspect of one control that a layer changed against what lies below it, with who answers for that. */
export interface LayerChange extends AspectDifference, Omit<LayerNames, 'id'> {
  readonly control: string;
  readonly layer: string;
}

/** Everything that layers changed: loosened first, then what cannot be told, otherwise bottom first. */
export function layerChanges(layers: readonly AppliedLayer[]): readonly LayerChange[] {
  const changes = layers.flatMap(({ id, differences, reasons, ...names }) =>
    differences.flatMap(({ control, aspects }) =>
      aspects.map((aspect) => ({ ...names, ...aspect, control, layer: id, reason: reasons[control] ?? names.reason })),
    ),
  );
  return changes.toSorted((a, b) => DIRECTIONS.indexOf(a.direction) - DIRECTIONS.indexOf(b.direction));
}

/** Looser, or not to be told from the texts: a reader has to take it as looser. */
export function maybeLooser({ direction }: { readonly direction: Direction }): boolean {
  return direction === 'loosened' || direction === 'changed';
}
