import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['felled_evidence', 'felled_release', 'attestation_evidence'];

/**
 * What a statement about a compromise fells: evidence, the releases judged without it, and, by what attestations cite,
 * those that rest on it. Each row is written once, when it comes about, so that nobody has to look through everything.
 */
export class Compromises1795219200002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE felled_evidence (
        org_id uuid NOT NULL,
        statement text NOT NULL,
        evidence_id uuid NOT NULL,
        PRIMARY KEY (org_id, statement, evidence_id),
        CONSTRAINT felled_evidence_evidence FOREIGN KEY (org_id, evidence_id) REFERENCES evidence (org_id, id)
      );
      CREATE INDEX felled_evidence_by ON felled_evidence (evidence_id, org_id);
      CREATE TABLE felled_release (
        org_id uuid NOT NULL,
        statement text NOT NULL,
        release_id uuid NOT NULL,
        PRIMARY KEY (org_id, statement, release_id),
        CONSTRAINT felled_release_release FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id)
      );
      CREATE TABLE attestation_evidence (
        org_id uuid NOT NULL,
        evidence text NOT NULL,
        attestation text NOT NULL,
        control text NOT NULL,
        PRIMARY KEY (org_id, evidence, attestation, control),
        CONSTRAINT attestation_evidence_attestation FOREIGN KEY (org_id, attestation)
          REFERENCES attestation (org_id, digest)
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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
  }
}
