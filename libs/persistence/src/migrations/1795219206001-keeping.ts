import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['keeping_run', 'keeping_record'];

/**
 * Evidence that is read back on a schedule: how far each run has come, and its record, which is written once. A run that
 * is kept moves no more. The relay sees when an organization had its last turn, and which runs wait.
 */
export class Keeping1795219206001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organization ADD COLUMN keeping_turn_at timestamptz(3) NOT NULL DEFAULT now();
      CREATE INDEX organization_keeping_turn ON organization (keeping_turn_at);
      CREATE TABLE keeping_run (
        org_id uuid NOT NULL,
        number integer NOT NULL,
        keeper uuid NOT NULL,
        started_at timestamptz(3) NOT NULL,
        size bigint NOT NULL,
        checkpoint text NOT NULL,
        progress json NOT NULL,
        moves integer NOT NULL DEFAULT 0,
        moved_at timestamptz(3) NOT NULL DEFAULT now(),
        kept_at timestamptz(3),
        PRIMARY KEY (org_id, number),
        CONSTRAINT keeping_run_keeper FOREIGN KEY (org_id, keeper) REFERENCES principal (org_id, id)
      );
      CREATE INDEX keeping_run_waiting ON keeping_run (moved_at) WHERE kept_at IS NULL;
      CREATE TABLE keeping_record (
        org_id uuid NOT NULL,
        number integer NOT NULL,
        digest text NOT NULL,
        bundle bytea NOT NULL,
        predicate json NOT NULL,
        PRIMARY KEY (org_id, number),
        CONSTRAINT keeping_record_run FOREIGN KEY (org_id, number) REFERENCES keeping_run (org_id, number)
      );
    `);
    for (const table of TABLES) {
      const mine = `org_id = current_setting('app.org_id')::uuid`;
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON ${table} FOR ALL TO averment_app USING (${mine}) WITH CHECK (${mine});
        GRANT SELECT, INSERT ON ${table} TO averment_app;
      `);
    }
    await runner.query(`
      GRANT UPDATE (progress, moves, moved_at, kept_at) ON keeping_run TO averment_app;
      GRANT UPDATE (keeping_turn_at) ON organization TO averment_app;
      CREATE POLICY relay ON keeping_run FOR SELECT TO averment_relay USING (true);
      GRANT SELECT (org_id, number, moved_at, kept_at) ON keeping_run TO averment_relay;
      DROP POLICY relay ON organization;
      CREATE POLICY relay ON organization FOR SELECT TO averment_relay USING (true);
      GRANT SELECT (keeping_turn_at) ON organization TO averment_relay;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY relay ON organization;
      CREATE POLICY relay ON organization FOR SELECT TO averment_relay USING (trust_changed_at IS NOT NULL);
      DROP TABLE keeping_record, keeping_run;
      ALTER TABLE organization DROP COLUMN keeping_turn_at;
    `);
  }
}
