import { AppError, type Instant } from '#kernel';

import type { OrganizationId, PrincipalId, SessionId } from './ids.js';

/** What a token may be issued with. */
export const TOKEN_PERMISSIONS = [
  'evidence:write',
  'evidence:read',
  'report:read',
  'report:sign',
  'policy:write',
  'org:admin',
] as const;

/** `statement:bind`: to state something for the organization that binds it. No token carries it, and no administrator has it by being one. */
export const PERMISSIONS = [...TOKEN_PERMISSIONS, 'statement:bind'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who asks, in which organization, with which permissions; made only by authentication. */
export interface Actor {
  readonly organization: OrganizationId;
  readonly principal: PrincipalId;
  readonly principalKind: 'person' | 'machine';
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** There when a person signed in; absent when a token asks. */
  readonly session?: { readonly id: SessionId; readonly expiresAt: Instant };
}

/** @throws AppError forbidden PERMISSION_MISSING */
export function requirePermission({ permissions }: Pick<Actor, 'permissions'>, permission: Permission): void {
  if (permissions.includes(permission)) return;
  if (permission !== 'statement:bind' && permissions.includes('org:admin')) return;
  throw new AppError(
    'forbidden',
    'PERMISSION_MISSING',
    `this takes the permission ${permission}, which you lack: ask an administrator for it`,
  );
}
