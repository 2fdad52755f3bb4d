import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was received, and every conclusion ever drawn from it.
 *
 * Primary keys begin with the organization; other indices hold it behind the column they are for. On a new database,
 * without statistics, the planner would else take any index that begins with org_id for as good as the primary key, and
 * the cached plans of foreign keys would walk all rows of the organization until the first ANALYZE.
 */
export class Evidence1795132800002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        digest text NOT NULL,
        size bigint NOT NULL,
        origin text NOT NULL,
        submitted_by uuid NOT NULL,
        received_at timestamptz(3) NOT NULL,
        stored_at timestamptz(3) NOT NULL DEFAULT now(),
        format text NOT NULL,
        kind text NOT NULL,
        subjects text[] NOT NULL,
        state text NOT NULL DEFAULT 'stored',
        current_verdict_id uuid,
        outcome text,
        settled_at timestamptz(3),
        attempts integer NOT NULL DEFAULT 0,
        failure_code text,
        failure_message text,
        PRIMARY KEY (org_id, id),
        CONSTRAINT evidence_digest UNIQUE (digest, org_id),
        CONSTRAINT evidence_submitted_by FOREIGN KEY (org_id, submitted_by) REFERENCES principal (org_id, id)
      );
      CREATE INDEX evidence_state ON evidence (state, org_id, id);
      CREATE INDEX evidence_kind ON evidence (kind, org_id, id);
      CREATE INDEX evidence_outcome ON evidence (outcome, org_id, id);
      CREATE INDEX evidence_waiting ON evidence (stored_at) WHERE state = 'stored';
      CREATE INDEX evidence_settled ON evidence (org_id, settled_at) WHERE state = 'settled';
      CREATE TABLE evidence_subject (
        org_id uuid NOT NULL,
        digest text NOT NULL,
        evidence_id uuid NOT NULL,
        PRIMARY KEY (org_id, digest, evidence_id),
        CONSTRAINT evidence_subject_evidence FOREIGN KEY (org_id, evidence_id) REFERENCES evidence (org_id, id)
      );
      CREATE TABLE verdict (
        org_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        evidence_id uuid NOT NULL,
        conclusion text NOT NULL,
        trust_root text NOT NULL,
        policy text NOT NULL,
        verifier text NOT NULL,
        outcome text NOT NULL,
        judged_at timestamptz(3) NOT NULL,
        body json NOT NULL,
        PRIMARY KEY (org_id, id),
        CONSTRAINT verdict_conclusion UNIQUE (evidence_id, conclusion, org_id),
        CONSTRAINT verdict_evidence FOREIGN KEY (org_id, evidence_id) REFERENCES evidence (org_id, id)
      );
      ALTER TABLE evidence ADD CONSTRAINT evidence_current_verdict
        FOREIGN KEY (org_id, current_verdict_id) REFERENCES verdict (org_id, id);
    `);
    await createExtracts(runner, 'fact');
    await createExtracts(runner, 'finding');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE evidence DROP CONSTRAINT evidence_current_verdict');
    await runner.query('DROP TABLE finding_anchor, finding, fact_anchor, fact, verdict, evidence_subject, evidence');
  }
}

/** verdict_id NOT NULL is the database's half of "only verified evidence makes facts". */
async function createExtracts(runner: QueryRunner, table: 'fact' | 'finding'): Promise<void> {
  await runner.query(`
    CREATE TABLE ${table} (
      org_id uuid NOT NULL,
      verdict_id uuid NOT NULL,
      ordinal integer NOT NULL,
      evidence_id uuid NOT NULL,
      body json NOT NULL,
      PRIMARY KEY (org_id, verdict_id, ordinal),
      CONSTRAINT ${table}_verdict FOREIGN KEY (org_id, verdict_id) REFERENCES verdict (org_id, id)
    );
    CREATE TABLE ${table}_anchor (
      org_id uuid NOT NULL,
      key text NOT NULL,
      verdict_id uuid NOT NULL,
      ordinal integer NOT NULL,
      PRIMARY KEY (org_id, key, verdict_id, ordinal),
      CONSTRAINT ${table}_anchor_${table} FOREIGN KEY (org_id, verdict_id, ordinal)
        REFERENCES ${table} (org_id, verdict_id, ordinal)
    );
  `);
}
