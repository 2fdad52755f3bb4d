import type { Requirement } from './mapping.js';

/** The trees directly below; empty for a leaf. */
export function branchesOf(requirement: Requirement): readonly Requirement[] {
  if ('claim' in requirement) return [];
  if ('allOf' in requirement) return requirement.allOf;
  return 'anyOf' in requirement ? requirement.anyOf : requirement.of;
}
