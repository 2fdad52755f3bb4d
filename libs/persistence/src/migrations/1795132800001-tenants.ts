import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organizations, who acts in them, what they trust. */
export class Tenants1795132800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organization (
        id uuid PRIMARY KEY,
        slug text NOT NULL CONSTRAINT organization_slug UNIQUE,
        name text NOT NULL,
        synthetic boolean NOT NULL,
        created_at timestamptz(3) NOT NULL,
        trust_changed_at timestamptz(3)
      );
      CREATE TABLE principal (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        PRIMARY KEY (org_id, id),
        CONSTRAINT principal_organization FOREIGN KEY (org_id) REFERENCES organization (id)
      );
      CREATE TABLE api_token (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        principal_id uuid NOT NULL,
        hash text NOT NULL,
        permissions text[] NOT NULL,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        PRIMARY KEY (org_id, id),
        CONSTRAINT api_token_principal FOREIGN KEY (org_id, principal_id) REFERENCES principal (org_id, id)
      );
      CREATE UNIQUE INDEX api_token_hash ON api_token (hash);
      CREATE TABLE trust_root (
        org_id uuid NOT NULL,
        digest text NOT NULL,
        name text NOT NULL,
        bytes bytea NOT NULL,
        source text NOT NULL,
        expires timestamptz(3),
        refreshed_at timestamptz(3),
        added_at timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, digest),
        CONSTRAINT trust_root_name UNIQUE (org_id, name),
        CONSTRAINT trust_root_organization FOREIGN KEY (org_id) REFERENCES organization (id)
      );
      CREATE TABLE trust_rule (
        org_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        rule_id text NOT NULL,
        body json NOT NULL,
        created_at timestamptz(3) NOT NULL,
        created_by uuid NOT NULL,
        retired_at timestamptz(3),
        PRIMARY KEY (org_id, id),
        CONSTRAINT trust_rule_created_by FOREIGN KEY (org_id, created_by) REFERENCES principal (org_id, id)
      );
      CREATE UNIQUE INDEX trust_rule_in_force ON trust_rule (org_id, rule_id) WHERE retired_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trust_rule, trust_root, api_token, principal, organization');
  }
}
