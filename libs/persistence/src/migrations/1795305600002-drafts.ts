import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['attestation_draft', 'attestation_approval', 'attestation_signature', 'producer_statement'];

/**
 * Nothing is signed that nobody approved: an attestation names its signature, a signature its approval, an approval the
 * draft with the digest of the report that was read; each by a foreign key. Attestations from before have no draft.
 * What is filled in is filled in while row-level security does not bind the owner, who has no tenant.
 */
export class Drafts1795305600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organization ADD COLUMN two_person_signing boolean NOT NULL DEFAULT false;
      GRANT UPDATE (two_person_signing) ON organization TO averment_app;
      CREATE TABLE attestation_draft (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        release_id uuid NOT NULL,
        framework text NOT NULL,
        input text NOT NULL,
        as_of timestamptz(3) NOT NULL,
        valid_until timestamptz(3) NOT NULL,
        payload text NOT NULL,
        report text NOT NULL,
        parts text NOT NULL,
        supersedes text,
        drafted_by uuid NOT NULL,
        drafted_at timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, id),
        CONSTRAINT attestation_draft_read UNIQUE (org_id, id, report, drafted_by),
        CONSTRAINT attestation_draft_release_fk FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id),
        CONSTRAINT attestation_draft_assessment FOREIGN KEY (org_id, input) REFERENCES assessment (org_id, input),
        CONSTRAINT attestation_draft_supersedes FOREIGN KEY (org_id, supersedes)
          REFERENCES attestation (org_id, digest),
        CONSTRAINT attestation_draft_drafted_by FOREIGN KEY (org_id, drafted_by) REFERENCES principal (org_id, id)
      );
      CREATE INDEX attestation_draft_release ON attestation_draft (release_id, org_id, id);
      CREATE TABLE attestation_approval (
        org_id uuid NOT NULL,
        draft_id uuid NOT NULL,
        approved_by uuid NOT NULL,
        report text NOT NULL,
        author uuid NOT NULL,
        two_people boolean NOT NULL,
        approved_at timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, draft_id, approved_by),
        CONSTRAINT attestation_approval_named UNIQUE (org_id, draft_id, approved_by, report),
        CONSTRAINT attestation_approval_two_people CHECK (NOT two_people OR approved_by <> author),
        CONSTRAINT attestation_approval_draft FOREIGN KEY (org_id, draft_id, report, author)
          REFERENCES attestation_draft (org_id, id, report, drafted_by),
        CONSTRAINT attestation_approval_approved_by FOREIGN KEY (org_id, approved_by) REFERENCES principal (org_id, id)
      );
      CREATE TABLE attestation_signature (
        org_id uuid NOT NULL,
        draft_id uuid NOT NULL,
        report text NOT NULL,
        approved_by uuid NOT NULL,
        digest text NOT NULL,
        summary text NOT NULL,
        signed_by uuid NOT NULL,
        signed_at timestamptz(3) NOT NULL,
        key_fingerprint text NOT NULL,
        public_key text,
        PRIMARY KEY (org_id, draft_id),
        CONSTRAINT attestation_signature_named UNIQUE (org_id, draft_id, digest, report),
        CONSTRAINT attestation_signature_approval FOREIGN KEY (org_id, draft_id, approved_by, report)
          REFERENCES attestation_approval (org_id, draft_id, approved_by, report),
        CONSTRAINT attestation_signature_signed_by FOREIGN KEY (org_id, signed_by) REFERENCES principal (org_id, id)
      );
      CREATE INDEX attestation_signature_time ON attestation_signature (signed_at);
      CREATE TABLE producer_statement (
        org_id uuid NOT NULL,
        digest text NOT NULL,
        attestation text NOT NULL,
        name text NOT NULL,
        title text NOT NULL,
        authority text NOT NULL,
        stated_by uuid NOT NULL,
        signed_on timestamptz(3) NOT NULL,
        key_fingerprint text NOT NULL,
        PRIMARY KEY (org_id, digest),
        CONSTRAINT producer_statement_attestation FOREIGN KEY (org_id, attestation)
          REFERENCES attestation (org_id, digest),
        CONSTRAINT producer_statement_stated_by FOREIGN KEY (org_id, stated_by) REFERENCES principal (org_id, id)
      );
      CREATE INDEX producer_statement_over ON producer_statement (attestation, org_id, signed_on);
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
      ALTER TABLE attestation ADD COLUMN framework text, ADD COLUMN report text, ADD COLUMN draft_id uuid,
        ADD COLUMN supersedes text;
      ALTER TABLE attestation NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE assessment NO FORCE ROW LEVEL SECURITY;
      UPDATE attestation SET framework = a.framework
        FROM assessment a WHERE a.org_id = attestation.org_id AND a.input = attestation.input;
      ALTER TABLE assessment FORCE ROW LEVEL SECURITY;
      ALTER TABLE attestation FORCE ROW LEVEL SECURITY;
      ALTER TABLE attestation ALTER COLUMN framework SET NOT NULL,
        ADD CONSTRAINT attestation_drafted CHECK (draft_id IS NOT NULL AND report IS NOT NULL) NOT VALID,
        ADD CONSTRAINT attestation_draft_once UNIQUE (org_id, draft_id),
        ADD CONSTRAINT attestation_signature_fk FOREIGN KEY (org_id, draft_id, digest, report)
          REFERENCES attestation_signature (org_id, draft_id, digest, report),
        ADD CONSTRAINT attestation_supersedes FOREIGN KEY (org_id, supersedes) REFERENCES attestation (org_id, digest);
      CREATE INDEX attestation_successor ON attestation (supersedes, org_id) WHERE supersedes IS NOT NULL;
      CREATE POLICY relay ON attestation_signature FOR SELECT TO averment_relay USING (true);
      GRANT SELECT (org_id, draft_id, signed_at) ON attestation_signature TO averment_relay;
      CREATE POLICY relay ON attestation FOR SELECT TO averment_relay USING (true);
      GRANT SELECT (org_id, draft_id) ON attestation TO averment_relay;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE SELECT (org_id, draft_id) ON attestation FROM averment_relay;
      DROP POLICY relay ON attestation;
      ALTER TABLE attestation DROP CONSTRAINT attestation_drafted, DROP CONSTRAINT attestation_draft_once,
        DROP CONSTRAINT attestation_signature_fk, DROP CONSTRAINT attestation_supersedes;
      ALTER TABLE attestation DROP COLUMN framework, DROP COLUMN report, DROP COLUMN draft_id, DROP COLUMN supersedes;
      DROP TABLE ${TABLES.toReversed().join(', ')};
      ALTER TABLE organization DROP COLUMN two_person_signing;
    `);
  }
}
