import type { DecisionScopeInput } from './decision.type.js';

export function toScope({ product, release }: DecisionScopeInput): {
  readonly product?: string;
  readonly release?: string;
} {
  return {
    ...(typeof product === 'string' ? { product } : {}),
    ...(typeof release === 'string' ? { release } : {}),
  };
}
