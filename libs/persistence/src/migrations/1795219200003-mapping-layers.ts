import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Layers that an organization proposed, adopted and retired: a row is kept for ever, only these two steps move it. */
export class MappingLayers1795219200003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mapping_layer (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        framework text NOT NULL,
        layer text NOT NULL,
        version text NOT NULL,
        digest text NOT NULL,
        bytes bytea NOT NULL,
        proposed_by uuid NOT NULL,
        proposed_at timestamptz(3) NOT NULL,
        adopted_by uuid,
        adopted_at timestamptz(3),
        position integer,
        retired_by uuid,
        retirement_requested_by uuid,
        retirement_reason text,
        retired_at timestamptz(3),
        PRIMARY KEY (org_id, id),
        CONSTRAINT mapping_layer_digest UNIQUE (digest, framework, org_id),
        CONSTRAINT mapping_layer_proposed_by FOREIGN KEY (org_id, proposed_by) REFERENCES principal (org_id, id),
        CONSTRAINT mapping_layer_adopted_by FOREIGN KEY (org_id, adopted_by) REFERENCES principal (org_id, id),
        CONSTRAINT mapping_layer_retired_by FOREIGN KEY (org_id, retired_by) REFERENCES principal (org_id, id),
        CONSTRAINT mapping_layer_retirement_requested_by FOREIGN KEY (org_id, retirement_requested_by)
          REFERENCES principal (org_id, id),
        CONSTRAINT mapping_layer_four_eyes CHECK (adopted_by <> proposed_by)
      );
      CREATE UNIQUE INDEX mapping_layer_in_force ON mapping_layer (framework, position, org_id)
        WHERE adopted_at IS NOT NULL AND retired_at IS NULL;
      ALTER TABLE mapping_layer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON mapping_layer FOR ALL TO averment_app
        USING (org_id = current_setting('app.org_id')::uuid) WITH CHECK (org_id = current_setting('app.org_id')::uuid);
      GRANT SELECT, INSERT, UPDATE (adopted_by, adopted_at, position, retired_by, retirement_requested_by,
        retirement_reason, retired_at) ON mapping_layer TO averment_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mapping_layer');
  }
}
