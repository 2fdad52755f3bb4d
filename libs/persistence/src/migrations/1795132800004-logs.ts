import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What only grows: the intake log, the audit log; and the outbox between them and the queue. */
export class Logs1795132800004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intake_leaf (
        org_id uuid NOT NULL,
        evidence_id uuid NOT NULL,
        leaf_index bigint,
        leaf bytea NOT NULL,
        stored_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT intake_leaf_index UNIQUE (org_id, leaf_index),
        CONSTRAINT intake_leaf_evidence FOREIGN KEY (org_id, evidence_id) REFERENCES evidence (org_id, id)
      );
      ALTER TABLE intake_leaf ADD PRIMARY KEY (org_id, evidence_id);
      CREATE INDEX intake_leaf_waiting ON intake_leaf (org_id, evidence_id) WHERE leaf_index IS NULL;
      CREATE FUNCTION refuse_resequencing() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'a leaf of the intake log keeps its place' USING ERRCODE = 'integrity_constraint_violation';
        END $$;
      CREATE TRIGGER intake_leaf_keeps_its_place BEFORE UPDATE ON intake_leaf
        FOR EACH ROW WHEN (OLD.leaf_index IS NOT NULL) EXECUTE FUNCTION refuse_resequencing();
      CREATE TABLE intake_node (
        org_id uuid NOT NULL,
        level integer NOT NULL,
        node_index bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (org_id, level, node_index)
      );
      CREATE TABLE intake_checkpoint (
        org_id uuid NOT NULL,
        size bigint NOT NULL,
        note text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, size)
      );
      CREATE TABLE outbox (
        org_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        name text NOT NULL,
        key text NOT NULL,
        body json NOT NULL,
        traceparent text,
        PRIMARY KEY (org_id, id)
      );
      CREATE INDEX outbox_due ON outbox (created_at, id);
      CREATE INDEX outbox_key ON outbox (org_id, key);
      CREATE TABLE audit_entry (
        org_id uuid NOT NULL,
        sequence bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        target text NOT NULL,
        details json,
        previous bytea NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (org_id, sequence)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_entry, outbox, intake_checkpoint, intake_node, intake_leaf');
    await runner.query('DROP FUNCTION refuse_resequencing()');
  }
}
