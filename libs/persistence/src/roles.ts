import type { Client } from 'pg';

import { AppError } from '#kernel';

/** One login role per purpose; none owns a table, none bypasses row-level security. */
export const ROLES = { app: 'averment_app', relay: 'averment_relay', auth: 'averment_auth' } as const;
export type RoleName = keyof typeof ROLES;
export type RolePasswords = Readonly<Record<RoleName, string>>;

const ATTEMPTS = 10;
/** Roles belong to the whole server: two databases being migrated at once may meet here. */
const MET_ANOTHER: readonly string[] = ['42710', '23505', 'XX000'];

/** Makes the roles, or sets their passwords. @throws AppError internal ROLE_TOO_POWERFUL */
export async function ensureRoles(client: Client, passwords: RolePasswords): Promise<void> {
  for (const [purpose, role] of Object.entries(ROLES) as [RoleName, string][]) {
    await ensureRole(client, role, passwords[purpose]);
  }
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY($1) AND (rolsuper OR rolbypassrls OR rolcreaterole)',
    [Object.values(ROLES)],
  );
  if (rows[0] === undefined) return;
  throw new AppError(
    'internal',
    'ROLE_TOO_POWERFUL',
    `the database role ${rows[0].rolname} could pass by row-level security: take SUPERUSER, BYPASSRLS and CREATEROLE from it`,
  );
}

async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !MET_ANOTHER.includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
