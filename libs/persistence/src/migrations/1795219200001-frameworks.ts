import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until now everything was judged by this one. */
const FIRST_FRAMEWORK = 'ssdf-1.1';

/**
 * A release has a current assessment for each framework. Forced row-level security binds the owner of a table too, who
 * has no tenant: what is moved is moved while it is not forced.
 */
export class Frameworks1795219200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assessment ADD COLUMN framework text NOT NULL DEFAULT '${FIRST_FRAMEWORK}';
      ALTER TABLE assessment ALTER COLUMN framework DROP DEFAULT;
      ALTER TABLE assessment ALTER COLUMN mapping TYPE text[] USING ARRAY[mapping];
      ALTER TABLE assessment RENAME COLUMN mapping TO mappings;
      CREATE INDEX assessment_framework ON assessment (release_id, org_id, framework, as_of, known_at);
      CREATE TABLE current_assessment (
        org_id uuid NOT NULL,
        release_id uuid NOT NULL,
        framework text NOT NULL,
        input text NOT NULL,
        as_of timestamptz(3) NOT NULL,
        known_at timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, release_id, framework),
        CONSTRAINT current_assessment_release FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id),
        CONSTRAINT current_assessment_assessment FOREIGN KEY (org_id, input) REFERENCES assessment (org_id, input)
      );
      ALTER TABLE release NO FORCE ROW LEVEL SECURITY;
      INSERT INTO current_assessment (org_id, release_id, framework, input, as_of, known_at)
        SELECT org_id, id, '${FIRST_FRAMEWORK}', current_assessment, current_as_of, current_known_at
        FROM release WHERE current_assessment IS NOT NULL;
      ALTER TABLE release FORCE ROW LEVEL SECURITY;
      ALTER TABLE release DROP COLUMN current_assessment, DROP COLUMN current_as_of, DROP COLUMN current_known_at;
      ALTER TABLE current_assessment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON current_assessment FOR ALL TO averment_app
        USING (org_id = current_setting('app.org_id')::uuid) WITH CHECK (org_id = current_setting('app.org_id')::uuid);
      GRANT SELECT, INSERT, UPDATE (input, as_of, known_at) ON current_assessment TO averment_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE release ADD COLUMN current_assessment text, ADD COLUMN current_as_of timestamptz(3),
        ADD COLUMN current_known_at timestamptz(3);
      GRANT UPDATE (current_assessment, current_as_of, current_known_at) ON release TO averment_app;
      ALTER TABLE release NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE current_assessment NO FORCE ROW LEVEL SECURITY;
      UPDATE release SET current_assessment = c.input, current_as_of = c.as_of, current_known_at = c.known_at
        FROM current_assessment c
        WHERE c.org_id = release.org_id AND c.release_id = release.id AND c.framework = '${FIRST_FRAMEWORK}';
      ALTER TABLE release FORCE ROW LEVEL SECURITY;
      ALTER TABLE release ADD CONSTRAINT release_current_assessment
        FOREIGN KEY (org_id, current_assessment) REFERENCES assessment (org_id, input);
      DROP TABLE current_assessment;
      DROP INDEX assessment_framework;
      ALTER TABLE assessment RENAME COLUMN mappings TO mapping;
      ALTER TABLE assessment ALTER COLUMN mapping TYPE text USING mapping[1];
      ALTER TABLE assessment DROP COLUMN framework;
    `);
  }
}
