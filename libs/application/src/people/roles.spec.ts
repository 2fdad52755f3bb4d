import { describe, expect, it } from '@jest/globals';

import { requirePermission, TOKEN_PERMISSIONS } from '../actor.js';
import { refusalOf } from '../testing/refused.js';
import { testActor } from '../testing/test-actor.js';
import { permissionsOf, requireRoles, ROLES } from './roles.js';

describe('roles', () => {
  it('come to these permissions, and no others', () => {
    expect(Object.fromEntries(ROLES.map((role) => [role, permissionsOf([role]).join(' ')]))).toEqual({
      administrator: 'evidence:read evidence:write org:admin policy:write report:read report:sign',
      'compliance-officer': 'evidence:read evidence:write policy:write report:read report:sign',
      signatory: 'evidence:read report:read report:sign statement:bind',
      engineer: 'evidence:read evidence:write report:read',
      procurement: 'evidence:read evidence:write report:read',
      auditor: 'evidence:read report:read',
    });
  });

  it('add up, each permission once', () => {
    expect(permissionsOf(['engineer', 'auditor', 'engineer'])).toEqual(permissionsOf(['engineer']));
  });

  it('let only the signatory bind the organization: an administrator may do everything but that', async () => {
    const administrator = testActor({ permissions: permissionsOf(['administrator']) });
    for (const permission of TOKEN_PERMISSIONS) requirePermission(administrator, permission);
    const bind = () => requirePermission(administrator, 'statement:bind');
    expect(await refusalOf(bind)).toBe('PERMISSION_MISSING');
    expect(ROLES.filter((role) => permissionsOf([role]).includes('statement:bind'))).toEqual(['signatory']);
  });

  it('are read from texts, each once, in one order', () => {
    expect(requireRoles(['auditor', 'administrator', 'auditor'])).toEqual(['administrator', 'auditor']);
  });

  it.each([
    ['no role', []],
    ['a role that does not exist', ['auditor', 'root']],
    ['a name that every object has', ['constructor']],
  ])('are refused as %s', async (_, texts) => {
    expect(await refusalOf(() => requireRoles(texts))).toBe('ROLES_INVALID');
  });
});
