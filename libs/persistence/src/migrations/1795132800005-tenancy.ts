import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT_TABLES = [
  'principal',
  'api_token',
  'trust_root',
  'trust_rule',
  'evidence',
  'evidence_subject',
  'verdict',
  'fact',
  'fact_anchor',
  'finding',
  'finding_anchor',
  'product',
  'release',
  'evaluation_due',
  'release_manifest',
  'release_member',
  'assessment',
  'control_result',
  'attestation',
  'intake_leaf',
  'intake_node',
  'intake_checkpoint',
  'outbox',
  'audit_entry',
];

/** What of a row may move after it was written. Everything else is append-only. */
const MOVING_COLUMNS: Readonly<Record<string, string>> = {
  organization: 'trust_changed_at',
  api_token: 'revoked_at',
  trust_rule: 'retired_at',
  evidence: 'state, current_verdict_id, outcome, settled_at, attempts, failure_code, failure_message',
  release: 'current_assessment, current_as_of, current_known_at',
  release_manifest: 'source, artifacts, revisions, issued_at',
  intake_leaf: 'leaf_index',
};

/**
 * Row-level security. The tenant policy is for the application role alone and asks for a setting that has no default,
 * so that a connection without a tenant gets an error. Relay and auth get their few columns by policies of their own.
 */
export class Tenancy1795132800005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await runner.query('GRANT USAGE ON SCHEMA public TO averment_app, averment_relay, averment_auth');
    await runner.query('GRANT SELECT ON schema_migration TO averment_app');
    await isolate(runner, 'organization', 'id');
    for (const table of TENANT_TABLES) await isolate(runner, table, 'org_id');
    for (const [table, columns] of Object.entries(MOVING_COLUMNS)) {
      await runner.query(`GRANT UPDATE (${columns}) ON ${table} TO averment_app`);
    }
    // The one thing the application deletes: a reminder, when what it reminds of is done.
    await runner.query('GRANT DELETE ON evaluation_due TO averment_app');
    await openToRelay(runner);
    await openToAuth(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['organization', ...TENANT_TABLES]) {
      await runner.query(`DROP POLICY tenant ON ${table}`);
      await runner.query(`DROP POLICY IF EXISTS relay ON ${table}`);
      await runner.query(`DROP POLICY IF EXISTS auth ON ${table}`);
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`);
      await runner.query(`REVOKE ALL ON ${table} FROM averment_app, averment_relay, averment_auth`);
    }
  }
}

async function isolate(runner: QueryRunner, table: string, column: string): Promise<void> {
  const mine = `${column} = current_setting('app.org_id')::uuid`;
  await runner.query(`
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON ${table} FOR ALL TO averment_app USING (${mine}) WITH CHECK (${mine});
    GRANT SELECT, INSERT ON ${table} TO averment_app;
  `);
}

/** The outbox of all organizations, and of rows that wait, or were settled under older trust, only names and times. */
async function openToRelay(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE POLICY relay ON outbox FOR ALL TO averment_relay USING (true) WITH CHECK (false);
    GRANT SELECT, DELETE ON outbox TO averment_relay;
    -- FOR UPDATE SKIP LOCKED asks for the right to update; WITH CHECK (false) keeps it from ever being used.
    GRANT UPDATE (traceparent) ON outbox TO averment_relay;
    CREATE POLICY relay ON evidence FOR SELECT TO averment_relay USING (state IN ('stored', 'settled'));
    GRANT SELECT (org_id, id, state, stored_at, settled_at) ON evidence TO averment_relay;
    CREATE POLICY relay ON organization FOR SELECT TO averment_relay USING (trust_changed_at IS NOT NULL);
    GRANT SELECT (id, trust_changed_at) ON organization TO averment_relay;
    CREATE POLICY relay ON intake_leaf FOR SELECT TO averment_relay USING (leaf_index IS NULL);
    GRANT SELECT (org_id, leaf_index, stored_at) ON intake_leaf TO averment_relay;
    CREATE POLICY relay ON evaluation_due FOR SELECT TO averment_relay USING (true);
    GRANT SELECT (org_id, release_id, due_at) ON evaluation_due TO averment_relay;
  `);
}

/** Enough to recognise a token before its tenant is known. */
async function openToAuth(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE POLICY auth ON api_token FOR SELECT TO averment_auth USING (true);
    GRANT SELECT ON api_token TO averment_auth;
    CREATE POLICY auth ON principal FOR SELECT TO averment_auth USING (true);
    GRANT SELECT ON principal TO averment_auth;
    CREATE POLICY auth ON organization FOR SELECT TO averment_auth USING (true);
    GRANT SELECT (id, slug) ON organization TO averment_auth;
  `);
}
