import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { seedFullTenant, type FullTenant } from '../../../test/support/full-tenant.js';
import { withDatabase } from '../../../test/support/postgres.js';
import { buildEvidence } from '../../../test/support/records.js';

const db = withDatabase();
let tenant: FullTenant;
beforeAll(async () => {
  tenant = await seedFullTenant(db.current.database.unitOfWork);
});

async function as<T>(role: 'app' | 'relay' | 'auth', work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: db.current.urls[role] });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.org_id', $1, false)`, [tenant.id]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every right of a role on tables and columns, as `table: RIGHT` or `table.column: RIGHT`. */
async function rightsOf(role: string): Promise<string[]> {
  const rows = await db.current.query<{ right: string }>(
    `SELECT c.relname || ': ' || x.privilege_type AS right FROM pg_class c, aclexplode(c.relacl) x
     WHERE x.grantee = $1::regrole
     UNION ALL
     SELECT c.relname || '.' || a.attname || ': ' || x.privilege_type FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) x WHERE x.grantee = $1::regrole
     ORDER BY 1`,
    [role],
  );
  return rows.map(({ right }) => right);
}

describe('the application role', () => {
  it('may read and add, move only the columns that must move, and delete only reminders and what is derived', async () => {
    const rights = await rightsOf('averment_app');
    expect(rights.filter((right) => !/: (?:SELECT|INSERT)$/.test(right))).toEqual([
      'api_token.revoked_at: UPDATE',
      'attestation_standing.affected: UPDATE',
      'attestation_standing.events: UPDATE',
      'attestation_standing.next_change_at: UPDATE',
      'attestation_standing.replaced_by: UPDATE',
      'attestation_standing.since: UPDATE',
      'attestation_standing.state: UPDATE',
      'binding_grant.confirmed_at: UPDATE',
      'binding_grant.confirmed_by: UPDATE',
      'coverage_cell.known_until: UPDATE',
      'coverage_cell: DELETE',
      'current_assessment.as_of: UPDATE',
      'current_assessment.input: UPDATE',
      'current_assessment.known_at: UPDATE',
      'dependents_due: DELETE',
      'evaluation_due: DELETE',
      'evidence.attempts: UPDATE',
      'evidence.current_verdict_id: UPDATE',
      'evidence.failure_code: UPDATE',
      'evidence.failure_message: UPDATE',
      'evidence.outcome: UPDATE',
      'evidence.settled_at: UPDATE',
      'evidence.state: UPDATE',
      'intake_checkpoint.timestamp: UPDATE',
      'intake_leaf.leaf_index: UPDATE',
      'invitation.ended_at: UPDATE',
      'keeping_run.kept_at: UPDATE',
      'keeping_run.moved_at: UPDATE',
      'keeping_run.moves: UPDATE',
      'keeping_run.progress: UPDATE',
      'mapping_layer.adopted_at: UPDATE',
      'mapping_layer.adopted_by: UPDATE',
      'mapping_layer.position: UPDATE',
      'mapping_layer.retired_at: UPDATE',
      'mapping_layer.retired_by: UPDATE',
      'mapping_layer.retirement_reason: UPDATE',
      'mapping_layer.retirement_requested_by: UPDATE',
      'organization.keeping_turn_at: UPDATE',
      'organization.trust_changed_at: UPDATE',
      'organization.two_person_signing: UPDATE',
      'password_credential.kept: UPDATE',
      'password_credential.kept_at: UPDATE',
      'person.name: UPDATE',
      'person.roles: UPDATE',
      'person.state: UPDATE',
      'published_attestation.status: UPDATE',
      'published_attestation.status_events: UPDATE',
      'published_attestation.status_issued_at: UPDATE',
      'published_attestation.status_valid_until: UPDATE',
      'release_manifest.artifacts: UPDATE',
      'release_manifest.issued_at: UPDATE',
      'release_manifest.revisions: UPDATE',
      'release_manifest.source: UPDATE',
      'session.ended_at: UPDATE',
      'session.seen_at: UPDATE',
      'trust_rule.retired_at: UPDATE',
    ]);
  });

  it.each([
    'verdict',
    'fact',
    'fact_anchor',
    'finding',
    'finding_anchor',
    'assessment',
    'control_result',
    'attestation',
    'attestation_draft',
    'attestation_approval',
    'attestation_signature',
    'producer_statement',
    'attestation_evidence',
    'attestation_event',
    'attestation_recipient',
    'published_key',
    'felled_evidence',
    'felled_release',
    'intake_node',
    'intake_checkpoint',
    'keeping_record',
    'audit_entry',
    'evidence_subject',
    'sbom_component',
    'trust_root',
  ])('can neither change nor delete a row of %s', async (table) => {
    await as('app', async (client) => {
      const refused = { code: '42501' };
      await expect(client.query(`UPDATE ${table} SET org_id = org_id`)).rejects.toMatchObject(refused);
      await expect(client.query(`DELETE FROM ${table}`)).rejects.toMatchObject(refused);
      await expect(client.query(`TRUNCATE ${table}`)).rejects.toMatchObject(refused);
    });
  });

  it.each([
    'evidence',
    'intake_leaf',
    'trust_rule',
    'release',
    'current_assessment',
    'product',
    'outbox',
    'api_token',
    'principal',
    'person',
    'password_credential',
    'invitation',
    'binding_grant',
    'session',
  ])('cannot delete a row of %s', async (table) => {
    await as('app', (client) => expect(client.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' }));
  });

  it('keeps passwords and cannot read them', async () => {
    await as('app', (client) =>
      expect(client.query('SELECT kept FROM password_credential')).rejects.toMatchObject({ code: '42501' }),
    );
  });

  it('cannot give a session or an invitation to somebody else, nor an address to a person', async () => {
    for (const change of [
      'session SET person_id',
      'invitation SET hash',
      'person SET email',
      'binding_grant SET person_id',
    ]) {
      const [, column = ''] = change.split(' SET ');
      await as('app', (client) =>
        expect(client.query(`UPDATE ${change} = ${column}`)).rejects.toMatchObject({ code: '42501' }),
      );
    }
  });

  it('cannot give a leaf of the intake log another place, or take its place away', async () => {
    await as('app', async (client) => {
      for (const place of ['7', 'NULL']) {
        await expect(
          client.query(`UPDATE intake_leaf SET leaf_index = ${place} WHERE evidence_id = $1`, [tenant.item.id]),
        ).rejects.toMatchObject({ code: '23000' });
      }
    });
  });

  it('cannot exchange the time-stamp of a checkpoint, or take it away', async () => {
    await as('app', async (client) => {
      await client.query(`UPDATE intake_checkpoint SET timestamp = '\\x3000'`);
      for (const other of [`'\\x3001'`, 'NULL']) {
        await expect(client.query(`UPDATE intake_checkpoint SET timestamp = ${other}`)).rejects.toMatchObject({
          code: '23000',
        });
      }
    });
  });
});

describe('the auth role', () => {
  it('may read tokens, principals, names of organizations, what people are recognised by and what was handed over, and nothing else', async () => {
    expect(await rightsOf('averment_auth')).toEqual([
      'api_token: SELECT',
      'invitation.ended_at: SELECT',
      'invitation.hash: SELECT',
      'invitation.org_id: SELECT',
      'organization.id: SELECT',
      'organization.slug: SELECT',
      'password_credential.kept: SELECT',
      'password_credential.org_id: SELECT',
      'password_credential.person_id: SELECT',
      'person.email: SELECT',
      'person.id: SELECT',
      'person.org_id: SELECT',
      'person.roles: SELECT',
      'person.state: SELECT',
      'principal: SELECT',
      'published_attestation.attestation: SELECT',
      'published_attestation.org_id: SELECT',
      'published_attestation.published_at: SELECT',
      'published_key.fingerprint: SELECT',
      'published_key.pem: SELECT',
      'published_key.since: SELECT',
      'session.ended_at: SELECT',
      'session.hash: SELECT',
      'session.id: SELECT',
      'session.org_id: SELECT',
      'session.person_id: SELECT',
      'session.seen_at: SELECT',
      'session.started_at: SELECT',
    ]);
    await as('auth', async (client) => {
      for (const sql of [
        'SELECT name FROM organization',
        'SELECT id FROM evidence',
        'SELECT id FROM outbox',
        'SELECT digest FROM attestation',
        'SELECT state FROM attestation_standing',
        'SELECT name FROM attestation_recipient',
        'SELECT status FROM published_attestation',
        'SELECT person_id FROM invitation',
        'SELECT delegation FROM binding_grant',
      ]) {
        await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('finds a token with its principal and organization by its hash alone', async () => {
    const page = await db.current.database.unitOfWork.run(tenant.id, ({ organizations }) =>
      organizations.tokens({ first: 1 }),
    );
    const token = page.items[0]!.node;
    expect(await db.current.database.tokens.find(token.hash)).toEqual({
      token,
      principal: { id: tenant.principal, kind: 'person', name: 'Ada' },
      organization: { id: tenant.id, slug: tenant.record.slug },
    });
    expect(await db.current.database.tokens.find(tenant.item.digest)).toBeUndefined();
  });
});

describe('the relay role', () => {
  it('may empty the outbox and see which rows wait and since when, and nothing else', async () => {
    expect(await rightsOf('averment_relay')).toEqual([
      'attestation.draft_id: SELECT',
      'attestation.org_id: SELECT',
      'attestation_signature.draft_id: SELECT',
      'attestation_signature.org_id: SELECT',
      'attestation_signature.signed_at: SELECT',
      'attestation_standing.next_change_at: SELECT',
      'attestation_standing.org_id: SELECT',
      'attestation_standing.release_id: SELECT',
      'dependents_due: SELECT',
      'evaluation_due.background: SELECT',
      'evaluation_due.due_at: SELECT',
      'evaluation_due.org_id: SELECT',
      'evaluation_due.release_id: SELECT',
      'evidence.id: SELECT',
      'evidence.org_id: SELECT',
      'evidence.settled_at: SELECT',
      'evidence.state: SELECT',
      'evidence.stored_at: SELECT',
      'intake_leaf.leaf_index: SELECT',
      'intake_leaf.org_id: SELECT',
      'intake_leaf.stored_at: SELECT',
      'keeping_run.kept_at: SELECT',
      'keeping_run.moved_at: SELECT',
      'keeping_run.number: SELECT',
      'keeping_run.org_id: SELECT',
      'organization.id: SELECT',
      'organization.keeping_turn_at: SELECT',
      'organization.trust_changed_at: SELECT',
      'outbox.traceparent: UPDATE',
      'outbox: DELETE',
      'outbox: SELECT',
    ]);
  });

  it('sees of leaves only what waits, of evidence all but what is set aside, and cannot change a job', async () => {
    const aside = buildEvidence(tenant);
    await db.current.database.unitOfWork.run(tenant.id, async ({ evidence, intake }) => {
      await evidence.add([aside]);
      await evidence.recordFailure(aside.id, { code: 'INTERNAL', message: '' }, true);
      await intake.append([{ evidence: aside.id, index: 1 }], []);
    });
    await as('relay', async (client) => {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM evidence ORDER BY id');
      expect(rows).toEqual([{ id: tenant.item.id }, { id: tenant.waiting.id }, { id: tenant.felled.id }]);
      const leaves = await client.query('SELECT leaf_index FROM intake_leaf');
      expect(leaves.rows).toEqual([{ leaf_index: null }, { leaf_index: null }]);
      await expect(client.query(`UPDATE outbox SET traceparent = 'x'`)).rejects.toMatchObject({ code: '42501' });
    });
  });
});
