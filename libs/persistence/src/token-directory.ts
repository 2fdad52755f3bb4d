import type { Pool } from 'pg';

import {
  TokenDirectory,
  type AuthenticatedToken,
  type OrganizationId,
  type Permission,
  type PrincipalId,
  type PrincipalRecord,
} from '#application';
import { instantOfMilliseconds, type Digest } from '#kernel';

import { reached } from './reached.js';

interface TokenRow {
  readonly id: string;
  readonly org_id: OrganizationId;
  readonly org_slug: string;
  readonly principal_id: PrincipalId;
  readonly principal_kind: PrincipalRecord['kind'];
  readonly principal_name: string;
  readonly hash: Digest;
  readonly permissions: Permission[];
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

/** Reads as the auth role, which can see tokens, principals and names of organizations, and nothing else. */
export class PostgresTokenDirectory extends TokenDirectory {
  constructor(private readonly pool: Pool) {
    super();
  }

  async find(hash: Digest): Promise<AuthenticatedToken | undefined> {
    return reached(this.pool, async (client) => {
      const { rows } = await client.query<TokenRow>(
        `SELECT t.id, t.org_id, o.slug AS org_slug, t.principal_id, p.kind AS principal_kind, p.name AS principal_name,
           t.hash, t.permissions, t.created_at, t.expires_at, t.revoked_at
         FROM api_token t
         JOIN principal p ON p.org_id = t.org_id AND p.id = t.principal_id
         JOIN organization o ON o.id = t.org_id
         WHERE t.hash = $1`,
        [hash],
      );
      return rows[0] === undefined ? undefined : toAuthenticatedToken(rows[0]);
    });
  }
}

function toAuthenticatedToken(row: TokenRow): AuthenticatedToken {
  const { revoked_at: revokedAt } = row;
  return {
    token: {
      id: row.id,
      organization: row.org_id,
      principal: row.principal_id,
      hash: row.hash,
      permissions: row.permissions,
      createdAt: instantOfMilliseconds(row.created_at.getTime()),
      expiresAt: instantOfMilliseconds(row.expires_at.getTime()),
      ...(revokedAt === null ? {} : { revokedAt: instantOfMilliseconds(revokedAt.getTime()) }),
    },
    principal: { id: row.principal_id, kind: row.principal_kind, name: row.principal_name },
    organization: { id: row.org_id, slug: row.org_slug },
  };
}
