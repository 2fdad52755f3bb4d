import { isComponentField } from './claim-fields.js';
import type { ControlMapping } from './mapping.js';
import { leavesOf, treesOf } from './requirement-tree.js';

/** Does a control ask which components of an SBOM are joined to evidence of their own? */
export function asksForComponents(control: ControlMapping): boolean {
  const leaves = treesOf(control).flatMap(leavesOf);
  return leaves.some(({ where, unless }) => [where, unless].some((one) => one?.fields.some(isComponentField)));
}
