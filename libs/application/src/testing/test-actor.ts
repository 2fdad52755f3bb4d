import { PERMISSIONS, type Actor } from '../actor.js';
import type { OrganizationId, PrincipalId } from '../ids.js';

/** A person who may do everything, unless said otherwise. */
export function testActor(changes: Partial<Actor> = {}): Actor {
  return {
    organization: '01975b00-0000-7000-8000-0000000000aa' as OrganizationId,
    principal: '01975b00-0000-7000-8000-0000000000bb' as PrincipalId,
    principalKind: 'person',
    name: 'Ada',
    permissions: PERMISSIONS,
    ...changes,
  };
}
