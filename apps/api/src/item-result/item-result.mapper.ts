import type { ItemsAnswer } from '#application';
import { ITEM_REASONS } from '#compliance';

import type { CrosswalkResultType } from './item-result.type.js';

export function toCrosswalkResult({ list, results, ...moment }: ItemsAnswer): CrosswalkResultType {
  const { id, title, version, standing, of, source } = list;
  return {
    ...{ catalog: id, title, version, framework: of, source, ...moment },
    ...(standing !== undefined && { standing }),
    items: results.map((item) => ({ ...item, explanation: ITEM_REASONS[item.reason] })),
  };
}
