import { AppError } from '#kernel';

import { TOKEN_PERMISSIONS, type Permission } from '../actor.js';

export const ROLES = [
  'administrator',
  'compliance-officer',
  'signatory',
  'engineer',
  'procurement',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do: this table is the only place that says so. */
const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: TOKEN_PERMISSIONS,
  'compliance-officer': ['evidence:write', 'evidence:read', 'report:read', 'report:sign', 'policy:write'],
  signatory: ['evidence:read', 'report:read', 'report:sign', 'statement:bind'],
  engineer: ['evidence:write', 'evidence:read', 'report:read'],
  procurement: ['evidence:write', 'evidence:read', 'report:read'],
  auditor: ['evidence:read', 'report:read'],
};

/** Each once, in one order. */
export function permissionsOf(roles: readonly Role[]): readonly Permission[] {
  return [...new Set(roles.flatMap((role) => PERMISSIONS_OF[role]))].sort();
}

/** Texts of a client -> roles, each once, in one order. @throws AppError invalid ROLES_INVALID */
export function requireRoles(texts: readonly string[]): readonly Role[] {
  if (texts.length > 0 && texts.every(isRole)) return ROLES.filter((role) => texts.includes(role));
  throw new AppError('invalid', 'ROLES_INVALID', `a person has at least one role of: ${ROLES.join(', ')}`);
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
