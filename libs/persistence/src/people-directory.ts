import type { Pool } from 'pg';

import {
  PeopleDirectory,
  type FoundSession,
  type KeptPassword,
  type OrganizationId,
  type PrincipalId,
  type Role,
  type SessionId,
} from '#application';
import { instantOfMilliseconds, type Digest } from '#kernel';

import { reached } from './reached.js';

interface SessionColumns {
  readonly org_id: OrganizationId;
  readonly id: SessionId;
  readonly person_id: PrincipalId;
  readonly hash: Digest;
  readonly started_at: Date;
  readonly seen_at: Date;
  readonly name: string;
  readonly roles: Role[];
}

/** Reads as the auth role. Its policies show it active people, open invitations and sessions that nobody ended, and no others. */
export class PostgresPeopleDirectory extends PeopleDirectory {
  constructor(private readonly pool: Pool) {
    super();
  }

  password(organization: string, email: string): Promise<KeptPassword | undefined> {
    return this.one<KeptPassword>(
      `SELECT p.org_id AS organization, p.id AS person, c.kept FROM organization o
       JOIN person p ON p.org_id = o.id AND p.email = $2
       JOIN password_credential c ON c.org_id = p.org_id AND c.person_id = p.id
       WHERE o.slug = $1`,
      [organization, email],
    );
  }

  async session(hash: Digest): Promise<FoundSession | undefined> {
    const row = await this.one<SessionColumns>(
      `SELECT s.org_id, s.id, s.person_id, s.hash, s.started_at, s.seen_at, n.name, p.roles FROM session s
       JOIN person p ON p.org_id = s.org_id AND p.id = s.person_id
       JOIN principal n ON n.org_id = s.org_id AND n.id = s.person_id
       WHERE s.hash = $1`,
      [hash],
    );
    return row && toFoundSession(row);
  }

  async invitation(hash: Digest): Promise<OrganizationId | undefined> {
    const row = await this.one<{ organization: OrganizationId }>(
      'SELECT org_id AS organization FROM invitation WHERE hash = $1',
      [hash],
    );
    return row?.organization;
  }

  private one<Row extends object>(sql: string, values: readonly string[]): Promise<Row | undefined> {
    return reached(this.pool, async (client) => (await client.query<Row>(sql, [...values])).rows[0]);
  }
}

function toFoundSession({ org_id: organization, person_id: person, ...row }: SessionColumns): FoundSession {
  const [startedAt, seenAt] = [instantOf(row.started_at), instantOf(row.seen_at)];
  const session = { id: row.id, person, hash: row.hash, startedAt, seenAt };
  return { organization, session, person: { name: row.name, roles: row.roles } };
}

function instantOf(at: Date) {
  return instantOfMilliseconds(at.getTime());
}
