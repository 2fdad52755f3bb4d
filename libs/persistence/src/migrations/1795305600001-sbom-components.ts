import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['sbom_component', 'dependents_due'];
/** Forced row-level security binds the owner of a table too, who has no tenant: it is lifted while these are read. */
const READ = ['organization', 'evidence'];

/**
 * What verified SBOMs list, by digest, and which evidence about components has not been told to the releases that hold
 * them. SBOMs that are held already are judged once more, as after a change of trust, and listed then.
 */
export class SbomComponents1795305600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sbom_component (
        org_id uuid NOT NULL,
        digest text NOT NULL,
        evidence_id uuid NOT NULL,
        component integer NOT NULL,
        times integer NOT NULL,
        PRIMARY KEY (org_id, digest, evidence_id, component),
        CONSTRAINT sbom_component_evidence FOREIGN KEY (org_id, evidence_id) REFERENCES evidence (org_id, id)
      );
      CREATE INDEX sbom_component_of ON sbom_component (evidence_id, org_id, component);
      CREATE TABLE dependents_due (
        org_id uuid NOT NULL,
        evidence_id uuid NOT NULL,
        due_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (org_id, evidence_id),
        CONSTRAINT dependents_due_evidence FOREIGN KEY (org_id, evidence_id) REFERENCES evidence (org_id, id)
      );
      CREATE INDEX dependents_due_since ON dependents_due (due_at);
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
      GRANT DELETE ON dependents_due TO averment_app;
      CREATE POLICY relay ON dependents_due FOR SELECT TO averment_relay USING (true);
      GRANT SELECT ON dependents_due TO averment_relay;
    `);
    for (const table of READ) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      UPDATE organization SET trust_changed_at = now() WHERE EXISTS (
        SELECT FROM evidence e WHERE e.org_id = organization.id AND e.kind = 'sbom' AND e.outcome = 'verified')
    `);
    for (const table of READ) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
  }
}
