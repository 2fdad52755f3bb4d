import { addDays, AppError } from '#kernel';

import { TOKEN_PERMISSIONS, requirePermission, type Actor, type Permission } from '../actor.js';
import { formatApiToken, hashApiToken } from '../authenticate-token/api-token.js';
import type { OrganizationId, PrincipalId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { ApiTokenRecord } from '../records.js';
import { requireName } from '../slug.js';

const MAX_DAYS = 365;

export interface TokenRequest {
  /** Who holds it: a person, or a machine such as a CI job. */
  readonly principal: { readonly kind: 'person' | 'machine'; readonly name: string };
  readonly permissions: readonly Permission[];
  /** 1 to 365. */
  readonly days: number;
}

export interface IssuedToken {
  /** Shown once, never stored. */
  readonly token: string;
  readonly record: ApiTokenRecord;
}

/** Makes a principal and its token in one organization. */
export class IssueToken {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>) {}

  /** @throws AppError forbidden, invalid NAME_INVALID, TOKEN_DAYS, TOKEN_PERMISSIONS */
  run(actor: Actor, request: TokenRequest): Promise<IssuedToken> {
    requirePermission(actor, 'org:admin');
    return this.ports.unitOfWork.run(actor.organization, (stores) =>
      issueToken(stores, this.ports, { organization: actor.organization, by: actor.principal, request }),
    );
  }
}

/** Ends a token at once. */
export class RevokeToken {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden, not-found TOKEN_UNKNOWN */
  run(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'org:admin');
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      if (!(await stores.organizations.revokeToken(id, at))) {
        throw new AppError('not-found', 'TOKEN_UNKNOWN', 'no token of this id is in force');
      }
      await stores.audit.append([{ actor: actor.principal, action: 'token.revoked', target: id, at }]);
    });
  }
}

/** Shared with the creation of an organization, whose first token has no earlier actor. */
export async function issueToken(
  stores: Stores,
  ports: Pick<Ports, 'clock' | 'identifiers'>,
  order: { readonly organization: OrganizationId; readonly by: PrincipalId | 'system'; readonly request: TokenRequest },
): Promise<IssuedToken> {
  const { principal, permissions, days } = order.request;
  const name = requireName(principal.name);
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
    throw new AppError('invalid', 'TOKEN_DAYS', `a token lives 1 to ${MAX_DAYS} days`);
  }
  if (permissions.length === 0 || !permissions.every(isTokenPermission)) {
    throw new AppError(
      'invalid',
      'TOKEN_PERMISSIONS',
      `a token needs at least one permission of: ${TOKEN_PERMISSIONS.join(', ')}`,
    );
  }
  const now = ports.clock.now();
  const id = ports.identifiers.next() as PrincipalId;
  const token = formatApiToken(ports.identifiers.secret());
  const record: ApiTokenRecord = {
    id: ports.identifiers.next(),
    organization: order.organization,
    principal: id,
    hash: hashApiToken(token),
    permissions: [...new Set(permissions)].sort(),
    createdAt: now,
    expiresAt: addDays(now, days),
  };
  await stores.organizations.addPrincipal({ id, kind: principal.kind, name });
  await stores.organizations.addToken(record);
  await stores.audit.append([
    {
      actor: order.by,
      action: 'token.issued',
      target: record.id,
      details: { principal: name, days },
      at: now,
    },
  ]);
  return { token, record };
}

function isTokenPermission(permission: Permission): boolean {
  return (TOKEN_PERMISSIONS as readonly Permission[]).includes(permission);
}
