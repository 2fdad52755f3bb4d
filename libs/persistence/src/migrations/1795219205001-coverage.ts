import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Forced row-level security binds the owner of a table too, who has no tenant: it is lifted while these are read. */
const READ = ['current_assessment', 'assessment', 'control_result', 'coverage_cell'];

const CELLS_OF_CURRENT_ASSESSMENTS = `
  INSERT INTO coverage_cell (org_id, framework, release_id, ordinal, valid_from, valid_until, known_from, control, grade,
    cap, status, reason, machine, met, members, human, team_controlled, population_source)
  SELECT c.org_id, c.framework, c.release_id, r.ordinal, coalesce((s ->> 'from')::timestamptz, '-infinity'),
    coalesce((s ->> 'until')::timestamptz, 'infinity'), c.known_at, r.control, r.grade, r.cap, s ->> 'status',
    s ->> 'reason', s -> 'machine' ->> 'status', (s -> 'machine' ->> 'met')::int, (s -> 'machine' ->> 'of')::int,
    s ->> 'human', (s ->> 'teamControlled')::boolean, a.population_source
  FROM current_assessment c
  JOIN assessment a ON a.org_id = c.org_id AND a.input = c.input
  JOIN control_result r ON r.org_id = c.org_id AND r.input = c.input
  CROSS JOIN LATERAL json_array_elements(r.segments) AS s`;

/**
 * How each control of each release stands, in a row for each stretch of time and of knowledge: what coverage is read
 * from, by its primary key alone. Assessments that are current now get their cells here; what was known before them is
 * not made up.
 */
export class Coverage1795219205001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX release_created ON release (product_id, org_id, created_at, id);
      CREATE TABLE coverage_cell (
        org_id uuid NOT NULL,
        framework text NOT NULL,
        release_id uuid NOT NULL,
        known_until timestamptz(3) NOT NULL DEFAULT 'infinity',
        ordinal integer NOT NULL,
        valid_from timestamptz(3) NOT NULL,
        valid_until timestamptz(3) NOT NULL,
        known_from timestamptz(3) NOT NULL,
        control text NOT NULL,
        grade text NOT NULL,
        cap text NOT NULL,
        status text NOT NULL,
        reason text NOT NULL,
        machine text NOT NULL,
        met integer NOT NULL,
        members integer NOT NULL,
        human text NOT NULL,
        team_controlled boolean NOT NULL,
        population_source text NOT NULL,
        PRIMARY KEY (org_id, framework, release_id, known_until, ordinal, valid_from),
        CONSTRAINT coverage_cell_release FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id)
      );
      ALTER TABLE coverage_cell ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON coverage_cell FOR ALL TO averment_app
        USING (org_id = current_setting('app.org_id')::uuid) WITH CHECK (org_id = current_setting('app.org_id')::uuid);
      -- Derived from assessments, which nobody can change: what was known at no moment is no row.
      GRANT SELECT, INSERT, DELETE, UPDATE (known_until) ON coverage_cell TO averment_app;
    `);
    for (const table of READ) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(CELLS_OF_CURRENT_ASSESSMENTS);
    for (const table of READ) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE coverage_cell');
    await runner.query('DROP INDEX release_created');
  }
}
