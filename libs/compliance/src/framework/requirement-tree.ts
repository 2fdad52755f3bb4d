import type { Requirement } from './mapping.js';

/** The trees directly below; empty for a leaf. */
export function branchesOf(requirement: Requirement): readonly Requirement[] {
  if ('claim' in requirement) return [];
  if ('allOf' in requirement) return requirement.allOf;
  return 'anyOf' in requirement ? requirement.anyOf : requirement.of;
}

/** How many of the branches must hold; a leaf stands for itself. */
export function neededOf(requirement: Requirement): number {
  if ('claim' in requirement || 'anyOf' in requirement) return 1;
  return 'allOf' in requirement ? requirement.allOf.length : requirement.atLeast;
}
