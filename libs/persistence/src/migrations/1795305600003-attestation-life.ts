import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'attestation_standing',
  'attestation_event',
  'attestation_recipient',
  'published_attestation',
  'published_key',
];

/**
 * What becomes of attestations after they were signed. Events and recipients are written once; the standing is what the
 * events amount to, kept so that nobody has to read them all. Attestations from before are looked at when they are due.
 */
export class AttestationLife1795305600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const attestation = (table: string) =>
      `CONSTRAINT ${table}_attestation FOREIGN KEY (org_id, attestation) REFERENCES attestation (org_id, digest)`;
    await runner.query(`
      CREATE TABLE attestation_standing (
        org_id uuid NOT NULL,
        attestation text NOT NULL,
        release_id uuid NOT NULL,
        signed_at timestamptz(3) NOT NULL,
        events integer NOT NULL,
        state text NOT NULL,
        since timestamptz(3) NOT NULL,
        affected json NOT NULL,
        replaced_by text,
        next_change_at timestamptz(3),
        PRIMARY KEY (org_id, attestation),
        ${attestation('attestation_standing')}
      );
      CREATE INDEX attestation_standing_watched ON attestation_standing (release_id, org_id, attestation)
        WHERE state IN ('standing', 'affected');
      CREATE INDEX attestation_standing_state ON attestation_standing (org_id, state, signed_at, attestation);
      CREATE INDEX attestation_standing_due ON attestation_standing (next_change_at) WHERE next_change_at IS NOT NULL;
      INSERT INTO attestation_standing (org_id, attestation, release_id, signed_at, events, state, since, affected, next_change_at)
        SELECT org_id, digest, release_id, signed_at, 0, 'standing', signed_at, '[]', now() FROM attestation;
      CREATE TABLE attestation_event (
        org_id uuid NOT NULL,
        attestation text NOT NULL,
        number integer NOT NULL,
        state text NOT NULL,
        since timestamptz(3) NOT NULL,
        affected json NOT NULL,
        replaced_by text,
        withdrawal text,
        at timestamptz(3) NOT NULL,
        by text NOT NULL,
        PRIMARY KEY (org_id, attestation, number),
        ${attestation('attestation_event')}
      );
      CREATE TABLE attestation_recipient (
        org_id uuid NOT NULL,
        id uuid NOT NULL,
        attestation text NOT NULL,
        name text NOT NULL,
        organization text NOT NULL,
        contact text,
        contract text,
        bytes text NOT NULL,
        handed_over_at timestamptz(3) NOT NULL,
        recorded_by uuid NOT NULL,
        PRIMARY KEY (org_id, id),
        ${attestation('attestation_recipient')},
        CONSTRAINT attestation_recipient_recorded_by FOREIGN KEY (org_id, recorded_by) REFERENCES principal (org_id, id)
      );
      CREATE INDEX attestation_recipient_of ON attestation_recipient (org_id, attestation, id);
      CREATE TABLE published_attestation (
        org_id uuid NOT NULL,
        attestation text NOT NULL,
        published_at timestamptz(3) NOT NULL,
        status text,
        status_issued_at timestamptz(3),
        status_valid_until timestamptz(3),
        status_events integer,
        PRIMARY KEY (org_id, attestation),
        ${attestation('published_attestation')}
      );
      CREATE INDEX published_attestation_digest ON published_attestation (attestation);
      CREATE TABLE published_key (
        org_id uuid NOT NULL,
        fingerprint text NOT NULL,
        pem text NOT NULL,
        since timestamptz(3) NOT NULL,
        PRIMARY KEY (org_id, fingerprint)
      );
      CREATE INDEX published_key_fingerprint ON published_key (fingerprint);
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
      GRANT UPDATE (events, state, since, affected, replaced_by, next_change_at) ON attestation_standing TO averment_app;
      GRANT UPDATE (status, status_issued_at, status_valid_until, status_events) ON published_attestation TO averment_app;
      CREATE POLICY relay ON attestation_standing FOR SELECT TO averment_relay USING (next_change_at IS NOT NULL);
      GRANT SELECT (org_id, release_id, next_change_at) ON attestation_standing TO averment_relay;
      CREATE POLICY auth ON published_attestation FOR SELECT TO averment_auth USING (true);
      GRANT SELECT (org_id, attestation, published_at) ON published_attestation TO averment_auth;
      CREATE POLICY auth ON published_key FOR SELECT TO averment_auth USING (true);
      GRANT SELECT (fingerprint, pem, since) ON published_key TO averment_auth;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
  }
}
