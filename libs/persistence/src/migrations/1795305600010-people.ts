import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['person', 'password_credential', 'invitation', 'binding_grant', 'session'];

/**
 * People who sign in. A password is one way to be recognised, beside the person and not in it. The application writes
 * what is kept of passwords and cannot read it; the auth role reads it and can write nothing.
 */
export class People1795305600010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    for (const table of TABLES) {
      const mine = `org_id = current_setting('app.org_id')::uuid`;
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON ${table} FOR ALL TO averment_app USING (${mine}) WITH CHECK (${mine});
        GRANT INSERT ON ${table} TO averment_app;
      `);
    }
    await runner.query(`
      GRANT SELECT ON person, invitation, binding_grant, session TO averment_app;
      GRANT SELECT (org_id, person_id) ON password_credential TO averment_app;
      GRANT UPDATE (name, roles, state) ON person TO averment_app;
      GRANT UPDATE (kept, kept_at) ON password_credential TO averment_app;
      GRANT UPDATE (ended_at) ON invitation TO averment_app;
      GRANT UPDATE (confirmed_by, confirmed_at) ON binding_grant TO averment_app;
      GRANT UPDATE (seen_at, ended_at) ON session TO averment_app;
    `);
    await openToAuth(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  const person = (table: string) =>
    `CONSTRAINT ${table}_person FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)`;
  await runner.query(`
    CREATE TABLE person (
      org_id uuid NOT NULL,
      id uuid NOT NULL,
      email text NOT NULL,
      name text NOT NULL,
      roles text[] NOT NULL,
      state text NOT NULL,
      created_at timestamptz(3) NOT NULL,
      PRIMARY KEY (org_id, id),
      CONSTRAINT person_email UNIQUE (org_id, email),
      CONSTRAINT person_organization FOREIGN KEY (org_id) REFERENCES organization (id)
    );
    CREATE TABLE password_credential (
      org_id uuid NOT NULL,
      person_id uuid NOT NULL,
      kept text NOT NULL,
      kept_at timestamptz(3) NOT NULL,
      PRIMARY KEY (org_id, person_id),
      ${person('password_credential')}
    );
    CREATE TABLE invitation (
      org_id uuid NOT NULL,
      id uuid NOT NULL,
      person_id uuid NOT NULL,
      hash text NOT NULL,
      created_at timestamptz(3) NOT NULL,
      expires_at timestamptz(3) NOT NULL,
      ended_at timestamptz(3),
      PRIMARY KEY (org_id, id),
      ${person('invitation')}
    );
    CREATE UNIQUE INDEX invitation_hash ON invitation (hash);
    CREATE INDEX invitation_open ON invitation (org_id, person_id) WHERE ended_at IS NULL;
    CREATE TABLE binding_grant (
      org_id uuid NOT NULL,
      id uuid NOT NULL,
      person_id uuid NOT NULL,
      delegation text NOT NULL,
      requested_by uuid NOT NULL,
      requested_at timestamptz(3) NOT NULL,
      confirmed_by uuid,
      confirmed_at timestamptz(3),
      PRIMARY KEY (org_id, id),
      CONSTRAINT binding_grant_four_eyes CHECK (
        requested_by <> person_id AND confirmed_by <> person_id AND confirmed_by <> requested_by
      ),
      ${person('binding_grant')},
      CONSTRAINT binding_grant_requested_by FOREIGN KEY (org_id, requested_by) REFERENCES principal (org_id, id),
      CONSTRAINT binding_grant_confirmed_by FOREIGN KEY (org_id, confirmed_by) REFERENCES principal (org_id, id)
    );
    CREATE INDEX binding_grant_of ON binding_grant (org_id, person_id, id);
    CREATE TABLE session (
      org_id uuid NOT NULL,
      id uuid NOT NULL,
      person_id uuid NOT NULL,
      hash text NOT NULL,
      started_at timestamptz(3) NOT NULL,
      seen_at timestamptz(3) NOT NULL,
      ended_at timestamptz(3),
      PRIMARY KEY (org_id, id),
      CONSTRAINT session_principal FOREIGN KEY (org_id, person_id) REFERENCES principal (org_id, id),
      ${person('session')}
    );
    CREATE UNIQUE INDEX session_hash ON session (hash);
    CREATE INDEX session_going_on ON session (org_id, person_id) WHERE ended_at IS NULL;
  `);
}

/** Enough to recognise who asks before the tenant is known. */
async function openToAuth(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE POLICY auth ON person FOR SELECT TO averment_auth USING (state = 'active');
    GRANT SELECT (org_id, id, email, roles, state) ON person TO averment_auth;
    CREATE POLICY auth ON password_credential FOR SELECT TO averment_auth USING (true);
    GRANT SELECT (org_id, person_id, kept) ON password_credential TO averment_auth;
    CREATE POLICY auth ON invitation FOR SELECT TO averment_auth USING (ended_at IS NULL);
    GRANT SELECT (org_id, hash, ended_at) ON invitation TO averment_auth;
    CREATE POLICY auth ON session FOR SELECT TO averment_auth USING (ended_at IS NULL);
    GRANT SELECT (org_id, id, person_id, hash, started_at, seen_at, ended_at) ON session TO averment_auth;
  `);
}
