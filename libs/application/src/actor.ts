import { AppError } from '#kernel';

import type { OrganizationId, PrincipalId } from './ids.js';

export const PERMISSIONS = [
  'evidence:write',
  'evidence:read',
  'report:read',
  'report:sign',
  'policy:write',
  'org:admin',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who asks, in which organization, with which permissions; made only by authentication. */
export interface Actor {
  readonly organization: OrganizationId;
  readonly principal: PrincipalId;
  readonly principalKind: 'person' | 'machine';
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** @throws AppError forbidden PERMISSION_MISSING */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.permissions.includes(permission) || actor.permissions.includes('org:admin')) return;
  throw new AppError(
    'forbidden',
    'PERMISSION_MISSING',
    `this token lacks the permission ${permission}: ask an administrator for one that has it`,
  );
}
