import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { branchesOf } from '../framework/requirement-tree.js';

/** A leaf as one line. */
export function leafInWords({ claim, select, where, unless, freshDays }: ClaimRequirement): string {
  const parts = [
    claim,
    select && `select ${select.source}`,
    where && `where ${where.source}`,
    unless && `unless ${unless.source}`,
    freshDays && `for ${freshDays} days`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** A tree as one line. */
export function requirementInWords(requirement: Requirement): string {
  if ('claim' in requirement) return leafInWords(requirement);
  const inside = branchesOf(requirement).map((branch) => `(${requirementInWords(branch)})`);
  if ('allOf' in requirement) return `all of ${inside.join(' ')}`;
  return 'anyOf' in requirement ? `any of ${inside.join(' ')}` : `${requirement.atLeast} of ${inside.join(' ')}`;
}
