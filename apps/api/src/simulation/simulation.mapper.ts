import type { SimulationOrder } from '#application';
import type { Simulation, Status } from '#compliance';
import { AppError, toUtf8 } from '#kernel';

import { toComparison } from '../comparison/comparison.mapper.js';
import type { SimulationInput, SimulationType } from './simulation.type.js';

/** @throws AppError invalid RULES_INVALID */
export function toSimulationOrder(input: SimulationInput): SimulationOrder {
  const { product, version, framework, toFramework, layers, retireLayers } = input;
  const rules = toRuleChange(input);
  return {
    ...(typeof product === 'string' && { product }),
    ...(typeof version === 'string' && { version }),
    ...(typeof framework === 'string' && { framework }),
    ...(typeof toFramework === 'string' && { toFramework }),
    ...(rules && { rules }),
    layers: (layers ?? []).map(toUtf8),
    retireLayers: retireLayers ?? [],
  };
}

function toRuleChange({ rules, retireRules }: SimulationInput): SimulationOrder['rules'] {
  if ((rules ?? undefined) === undefined && (retireRules ?? []).length === 0) return undefined;
  const put: unknown = rules ?? [];
  if (!Array.isArray(put)) throw new AppError('invalid', 'RULES_INVALID', 'rules is not a JSON array of trust rules');
  return { put: put as readonly unknown[], retire: retireRules ?? [] };
}

/** Of everything there can be many of: at most `first`. */
export function toSimulation({ before, after, moved, ...rest }: Simulation, first: number): SimulationType {
  const statuses = Object.keys(before) as Status[];
  return {
    ...rest,
    counts: statuses.map((status) => ({ status, before: before[status], after: after[status] })),
    movedCount: moved.length,
    moved: moved.slice(0, first).map((comparison) => toComparison(comparison, first)),
  };
}
