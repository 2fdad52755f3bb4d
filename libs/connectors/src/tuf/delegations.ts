import { AppError } from '#kernel';

import { TUF_LIMITS } from './limits.js';
import { updateDelegated, type Refresh } from './refresh.js';
import type { TargetsMetadata } from './trusted-metadata.js';

/** One step down: a role that another one entrusted with some paths. */
export interface Delegation {
  readonly role: string;
  /** What the delegator wrote beside it and the specification does not know, `custom` say; signed by the delegator. */
  readonly terms: Readonly<Record<string, unknown>>;
}

export interface FoundTarget {
  readonly file: TargetsMetadata['targets'][string];
  /** From a role that `targets` delegated to, down to the one that names the file; empty for `targets` itself. */
  readonly delegations: readonly Delegation[];
}

interface Visit {
  readonly role: string;
  readonly delegator: string;
  readonly delegations: readonly Delegation[];
}

const TOP: Visit = { role: 'targets', delegator: 'root', delegations: [] };

/**
 * Step 5.6.7: depth first, in the order of the delegators, so that who stands first is trusted most; only roles whose
 * delegation covers the path are asked. @throws AppError TUF_*
 */
export async function findTarget(refresh: Refresh, path: string): Promise<FoundTarget | undefined> {
  const open: Visit[] = [TOP];
  const seen = new Set<string>();
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    if (seen.has(visit.role)) continue;
    seen.add(visit.role);
    if (seen.size > TUF_LIMITS.delegatedRoles) throw tooMany();
    const targets = await metadataOf(refresh, visit);
    const file = Object.hasOwn(targets.targets, path) ? targets.targets[path] : undefined;
    if (file !== undefined) return { file, delegations: visit.delegations };
    const { below, terminating } = delegatedFor(targets, path, visit);
    if (terminating) open.length = 0;
    open.push(...below.toReversed());
  }
  return undefined;
}

async function metadataOf(refresh: Refresh, { role, delegator }: Visit): Promise<TargetsMetadata> {
  if (role in Object.prototype)
    throw new AppError('invalid', 'TUF_ROLE_NAME', `a delegated role is named ${role}: it must be renamed`);
  const { trusted } = refresh;
  if (trusted.targetsOf(role, delegator) === undefined) await updateDelegated(refresh, role, delegator);
  return trusted.targetsOf(role, delegator) ?? unproven(role);
}

function delegatedFor({ delegations }: TargetsMetadata, path: string, visit: Visit) {
  const below: Visit[] = [];
  for (const { role, terminating } of delegations?.rolesForTarget(path) ?? []) {
    const terms = delegations?.roles?.[role]?.unrecognizedFields ?? {};
    below.push({ role, delegator: visit.role, delegations: [...visit.delegations, { role, terms }] });
    if (terminating) return { below, terminating };
  }
  return { below, terminating: false };
}

export interface EveryRole {
  /** Accepted metadata by role, `targets` first. */
  readonly roles: ReadonlyMap<string, TargetsMetadata>;
  /** Roles whose metadata is not there or not to be believed: their delegator's concern, and nobody else's. */
  readonly refused: readonly { readonly role: string; readonly reason: AppError }[];
}

/** Every role that is delegated to, whatever for, breadth first. @throws AppError unavailable, and TUF_* of `targets` */
export async function everyRole(refresh: Refresh): Promise<EveryRole> {
  const open: Visit[] = [TOP];
  const roles = new Map<string, TargetsMetadata>();
  const refused: EveryRole['refused'][number][] = [];
  for (let visit = open.shift(); visit !== undefined; visit = open.shift()) {
    const { role } = visit;
    if (roles.has(role)) continue;
    const targets = roles.size < TUF_LIMITS.delegatedRoles ? await tried(() => metadataOf(refresh, visit)) : tooMany();
    if (targets instanceof AppError) {
      refused.push({ role, reason: targets });
      if (refused.length > TUF_LIMITS.delegatedRoles) break;
      continue;
    }
    roles.set(role, targets);
    const below = Object.keys(targets.delegations?.roles ?? {});
    open.push(...below.map((name) => ({ role: name, delegator: role, delegations: [] })));
  }
  return { roles, refused };
}

/** What the repository is to blame for is a value; what hinders us from asking it is not. */
export async function tried<T>(step: () => Promise<T>): Promise<T | AppError> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'invalid' || error.kind === 'not-found')) return error;
    throw error;
  }
}

function tooMany(): AppError {
  return new AppError(
    'invalid',
    'TUF_DELEGATIONS_TOO_MANY',
    `the repository delegates to more than ${TUF_LIMITS.delegatedRoles} roles: ask who runs it for fewer`,
  );
}

function unproven(role: string): never {
  throw new AppError('internal', 'TUF_ORDER', `the metadata of ${role} was not accepted`);
}
