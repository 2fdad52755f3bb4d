import type { ClaimRequirement, ControlMapping, Requirement } from './mapping.js';

/** How deep a tree may be, the leaf included. */
export const MAX_DEPTH = 8;

/** The trees directly below; empty for a leaf. */
export function branchesOf<C>(requirement: Requirement<C>): readonly Requirement<C>[] {
  if ('claim' in requirement) return [];
  if ('allOf' in requirement) return requirement.allOf;
  return 'anyOf' in requirement ? requirement.anyOf : requirement.of;
}

/** How many of the branches must hold; a leaf stands for itself. */
export function neededOf(requirement: Requirement<unknown>): number {
  if ('claim' in requirement || 'anyOf' in requirement) return 1;
  return 'allOf' in requirement ? requirement.allOf.length : requirement.atLeast;
}

/** The same tree over other branches. */
export function withBranches<C>(
  requirement: Exclude<Requirement<unknown>, ClaimRequirement<unknown>>,
  branches: readonly Requirement<C>[],
): Requirement<C> {
  if ('allOf' in requirement) return { allOf: branches };
  return 'anyOf' in requirement ? { anyOf: branches } : { atLeast: requirement.atLeast, of: branches };
}

/** Every leaf, from left to right. */
export function leavesOf<C>(requirement: Requirement<C>): readonly ClaimRequirement<C>[] {
  return 'claim' in requirement ? [requirement] : branchesOf(requirement).flatMap(leavesOf);
}

/** 1 for a leaf. */
export function depthOf(requirement: Requirement<unknown>): number {
  return 1 + Math.max(0, ...branchesOf(requirement).map(depthOf));
}

/** Every tree of a control: what its members have to show, and what the organization has to beyond PARTIAL. */
export function treesOf<C>({ requires, beyondPartial }: ControlMapping<C>): readonly Requirement<C>[] {
  return [requires, beyondPartial].flatMap((tree) => tree ?? []);
}
