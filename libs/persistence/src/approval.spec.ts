import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { seedFullTenant, type FullTenant } from '../../../test/support/full-tenant.js';
import { withDatabase } from '../../../test/support/postgres.js';

// Whoever has taken over a worker speaks SQL as the application does, past every use case.

const MISSING = '23503';
const CHECKED = '23514';
const FORBIDDEN = '42501';

const db = withDatabase();
let tenant: FullTenant;
let stranger: FullTenant;
/** Drafted, and neither approved nor signed. */
let draft: string;

beforeAll(async () => {
  tenant = await seedFullTenant(db.current.database.unitOfWork);
  stranger = await seedFullTenant(db.current.database.unitOfWork);
});

async function asApplication<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: db.current.urls.app });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.org_id', $1, false)`, [tenant.id]);
    return await work(client);
  } finally {
    await client.end();
  }
}

const run = (sql: string) => asApplication((client) => client.query<{ id: string }>(sql));

beforeEach(async () => {
  const columns = `release_id, framework, input, as_of, valid_until, payload, report, parts, drafted_by, drafted_at`;
  const { rows } = await run(`INSERT INTO attestation_draft (org_id, id, ${columns})
    SELECT org_id, gen_random_uuid(), ${columns} FROM attestation_draft WHERE id = '${tenant.draft}' RETURNING id`);
  draft = rows[0]!.id;
});

interface Approval {
  readonly report?: string;
  readonly author?: string;
  readonly twoPeople?: boolean;
  readonly org?: string;
}

const approve = ({
  report = 'd.report',
  author = 'd.drafted_by',
  twoPeople = false,
  org = 'd.org_id',
}: Approval = {}) =>
  run(`INSERT INTO attestation_approval (org_id, draft_id, approved_by, report, author, two_people, approved_at)
    SELECT ${org}, d.id, d.drafted_by, ${report}, ${author}, ${twoPeople}, now()
    FROM attestation_draft d WHERE d.id = '${draft}'`);

const sign = (report = 'd.report', of = 'd.id') =>
  run(`INSERT INTO attestation_signature
      (org_id, draft_id, report, approved_by, digest, summary, signed_by, signed_at, key_fingerprint)
    SELECT d.org_id, ${of}, ${report}, d.drafted_by, 'signed', 'summary', d.drafted_by, now(), 'key'
    FROM attestation_draft d WHERE d.id = '${draft}'`);

/** A copy of the attestation that there is, under another digest. */
const keep = (digest: string, of: string) =>
  run(`INSERT INTO attestation
      (org_id, digest, release_id, framework, input, report, pack, signed_by, signed_at, key_fingerprint, draft_id)
    SELECT org_id, '${digest}', release_id, framework, input, report, pack, signed_by, signed_at, key_fingerprint, ${of}
    FROM attestation WHERE draft_id = '${tenant.draft}'`);

describe('the database, whatever the application says', () => {
  it('keeps no signature without an approval', async () => {
    await expect(sign()).rejects.toMatchObject({ code: MISSING, constraint: 'attestation_signature_approval' });
  });

  it('keeps a signature on an approval, of the report that was approved', async () => {
    await approve();
    await expect(sign(`'another report'`)).rejects.toMatchObject({ code: MISSING });
    await expect(sign('d.report', `'${tenant.draft}'::uuid`)).rejects.toMatchObject({ code: '23505' });
    await expect(sign()).resolves.toMatchObject({ rowCount: 1 });
  });

  it('keeps no approval of another report than that of the draft, nor with another author', async () => {
    const missing = { code: MISSING, constraint: 'attestation_approval_draft' };
    await expect(approve({ report: `'another report'` })).rejects.toMatchObject(missing);
    await expect(approve({ author: `'${tenant.colleague}'::uuid` })).rejects.toMatchObject(missing);
  });

  it('keeps no approval by the author where two people were asked for', async () => {
    await expect(approve({ twoPeople: true })).rejects.toMatchObject({ code: CHECKED });
  });

  it('keeps no attestation without a draft, without a signature, nor of other bytes than were signed', async () => {
    await expect(keep('forged', 'NULL')).rejects.toMatchObject({ code: CHECKED, constraint: 'attestation_drafted' });
    const unsigned = { code: MISSING, constraint: 'attestation_signature_fk' };
    await expect(keep('forged', `'${draft}'::uuid`)).rejects.toMatchObject(unsigned);
    await approve();
    await sign();
    await expect(keep('forged', `'${draft}'::uuid`)).rejects.toMatchObject(unsigned);
  });

  it('lets nobody write into another organization, nor change what was approved or signed', async () => {
    await expect(approve({ org: `'${stranger.id}'::uuid` })).rejects.toMatchObject({ code: FORBIDDEN });
    for (const table of ['attestation_draft', 'attestation_approval', 'attestation_signature', 'attestation']) {
      await expect(run(`UPDATE ${table} SET report = 'another'`)).rejects.toMatchObject({ code: FORBIDDEN });
      await expect(run(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: FORBIDDEN });
    }
  });
});
