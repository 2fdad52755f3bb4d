import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Products, releases, their populations, and what was judged and signed about them. Where another index must begin with
 * the organization, the primary key is made after it: of two equally good indices the planner takes the younger.
 */
export class Releases1795132800003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        slug text NOT NULL,
        name text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, id),
        CONSTRAINT product_slug UNIQUE (slug, org_id),
        CONSTRAINT product_organization FOREIGN KEY (org_id) REFERENCES organization (id)
      );
      CREATE TABLE release (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        product_id uuid NOT NULL,
        version text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        current_assessment text,
        current_as_of timestamptz(3),
        current_known_at timestamptz(3),
        PRIMARY KEY (org_id, id),
        CONSTRAINT release_version UNIQUE (product_id, version, org_id),
        CONSTRAINT release_product FOREIGN KEY (org_id, product_id) REFERENCES product (org_id, id)
      );
      CREATE TABLE evaluation_due (
        org_id uuid NOT NULL,
        release_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        due_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (org_id, release_id, id)
      );
      CREATE INDEX evaluation_due_since ON evaluation_due (due_at);
      CREATE TABLE release_manifest (
        org_id uuid NOT NULL,
        release_id uuid NOT NULL,
        evidence text NOT NULL,
        source text NOT NULL,
        artifacts json NOT NULL,
        revisions text[] NOT NULL,
        issued_at timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, release_id, evidence),
        CONSTRAINT release_manifest_release FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id),
        CONSTRAINT release_manifest_evidence FOREIGN KEY (org_id, evidence) REFERENCES evidence (org_id, digest)
      );
      CREATE TABLE release_member (
        org_id uuid NOT NULL,
        digest text NOT NULL,
        release_id uuid NOT NULL,
        PRIMARY KEY (org_id, digest, release_id),
        CONSTRAINT release_member_release_fk FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id)
      );
      CREATE INDEX release_member_release ON release_member (release_id, org_id);
      CREATE TABLE assessment (
        org_id uuid NOT NULL,
        input text NOT NULL,
        release_id uuid NOT NULL,
        scope json NOT NULL,
        as_of timestamptz(3) NOT NULL,
        known_at timestamptz(3) NOT NULL,
        slsa_build_level integer NOT NULL,
        mapping text NOT NULL,
        catalog text NOT NULL,
        population_source text NOT NULL,
        population_artifacts integer NOT NULL,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT assessment_release_fk FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id)
      );
      CREATE INDEX assessment_time ON assessment (org_id, created_at, input);
      CREATE INDEX assessment_release ON assessment (release_id, org_id, created_at, input);
      ALTER TABLE assessment ADD PRIMARY KEY (org_id, input);
      ALTER TABLE release ADD CONSTRAINT release_current_assessment
        FOREIGN KEY (org_id, current_assessment) REFERENCES assessment (org_id, input);
      CREATE TABLE control_result (
        org_id uuid NOT NULL,
        input text NOT NULL,
        ordinal integer NOT NULL,
        control text NOT NULL,
        grade text NOT NULL,
        cap text NOT NULL,
        segments json NOT NULL,
        PRIMARY KEY (org_id, input, ordinal),
        CONSTRAINT control_result_assessment FOREIGN KEY (org_id, input) REFERENCES assessment (org_id, input)
      );
      CREATE TABLE attestation (
        org_id uuid NOT NULL,
        digest text NOT NULL,
        release_id uuid NOT NULL,
        input text NOT NULL,
        pack text NOT NULL,
        signed_by uuid NOT NULL,
        signed_at timestamptz(3) NOT NULL,
        key_fingerprint text NOT NULL,
        CONSTRAINT attestation_release_fk FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id),
        CONSTRAINT attestation_assessment FOREIGN KEY (org_id, input) REFERENCES assessment (org_id, input),
        CONSTRAINT attestation_signed_by FOREIGN KEY (org_id, signed_by) REFERENCES principal (org_id, id)
      );
      CREATE INDEX attestation_time ON attestation (org_id, signed_at, digest);
      CREATE INDEX attestation_release ON attestation (release_id, org_id, signed_at, digest);
      ALTER TABLE attestation ADD PRIMARY KEY (org_id, digest);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE release DROP CONSTRAINT release_current_assessment');
    await runner.query(
      'DROP TABLE attestation, control_result, assessment, release_member, release_manifest, evaluation_due, release, product',
    );
  }
}
