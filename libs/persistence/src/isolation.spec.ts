import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import type { OrganizationId, Page, Stores } from '#application';

import { seedFullTenant, type FullTenant } from '../../../test/support/full-tenant.js';
import { createTestDatabase, withDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import {
  buildAssessment,
  buildDigest,
  buildEvidence,
  buildId,
  FRAMEWORK,
  minute,
  seedTenant,
} from '../../../test/support/records.js';

const db = withDatabase({ poolSize: 5 });
const MOMENT = { framework: FRAMEWORK, asOf: minute(30), knownAt: minute(30) };
const WARNING = buildDigest('warning');
const PERIOD = { from: minute(0), until: minute(60) };

/** Tables of the application: all but the record of migrations. */
async function tablesOf(database: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     AND relname <> 'schema_migration' ORDER BY relname`,
  );
  return rows.map(({ name }) => name);
}

/** Rows the application role sees in each table, without any filter of ours, bound to one organization. */
async function visibleRows(database: TestDatabase, organization: OrganizationId): Promise<Record<string, number>> {
  const client = new Client({ connectionString: database.urls.app });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.org_id', $1, true)`, [organization]);
    const visible: Record<string, number> = {};
    for (const table of await tablesOf(database)) {
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      visible[table] = rows[0]?.count ?? 0;
    }
    return visible;
  } finally {
    await client.end();
  }
}

describe('row-level security', () => {
  it('is forced on every table, by a policy that has no default tenant', async () => {
    const tables = await db.current.query<{ table: string; forced: boolean; using: string; check: string }>(
      `SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS forced,
         pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check
       FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'`,
    );
    expect(tables).toHaveLength(49);
    for (const { table, forced, using, check } of tables) {
      const column = table === 'organization' ? 'id' : 'org_id';
      const mine = `(${column} = (current_setting('app.org_id'::text))::uuid)`;
      expect({ table, forced, using, check }).toEqual({ table, forced: true, using: mine, check: mine });
    }
  });

  it('stands on keys that begin with the organization', async () => {
    const keys = await db.current.query<{ table: string; first: string }>(
      `SELECT c.relname AS table, a.attname AS first FROM pg_index i
       JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
       WHERE i.indisprimary AND c.relname NOT IN ('schema_migration', 'organization')`,
    );
    expect(keys).toHaveLength(48);
    expect(keys.filter(({ first }) => first !== 'org_id')).toEqual([]);
  });

  it('binds roles that can neither pass by it nor own a table', async () => {
    const roles = await db.current.query(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'averment%' AND NOT (rolsuper OR rolbypassrls OR rolcreaterole)
       AND NOT EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid) ORDER BY rolname`,
    );
    expect(roles.map(({ rolname }) => rolname)).toEqual(['averment_app', 'averment_auth', 'averment_relay']);
  });

  it('fails closed: without a tenant every table answers with an error, also after a transaction that had one', async () => {
    const client = new Client({ connectionString: db.current.urls.app });
    await client.connect();
    try {
      const refused = async () => {
        for (const table of await tablesOf(db.current)) {
          await expect(client.query(`SELECT 1 FROM ${table}`)).rejects.toMatchObject({
            code: expect.stringMatching(/^(?:42704|22P02)$/),
          });
        }
      };
      await refused();
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.org_id', $1, true)`, [buildId()]);
      await client.query('COMMIT');
      await refused();
    } finally {
      await client.end();
    }
  });

  it('refuses to write a row of another organization', async () => {
    const [mine, other] = [buildId<OrganizationId>(), await seedTenant(db.current.database.unitOfWork)];
    const token = {
      id: buildId<string>(),
      organization: other.id,
      principal: other.principal,
      hash: buildDigest('foreign'),
      permissions: [],
      createdAt: minute(1),
      expiresAt: minute(2),
    };
    const write = db.current.database.unitOfWork.run(mine, ({ organizations }) => organizations.addToken(token));
    await expect(write).rejects.toThrow('row-level security');
  });

  it('serves a connection that failed in one tenant to the next one clean', async () => {
    const single = await createTestDatabase(db.server, { poolSize: 1 });
    try {
      const { unitOfWork } = single.database;
      const [one, two] = [await seedFullTenant(unitOfWork), await seedTenant(unitOfWork)];
      const failing = unitOfWork.run(one.id, async ({ products }) => {
        await products.list({ first: 1 });
        throw new Error('midway');
      });
      await expect(failing).rejects.toThrow('midway');
      expect((await unitOfWork.run(two.id, ({ products }) => products.list({ first: 1 }))).items).toEqual([]);
    } finally {
      await single.close();
    }
  });

  it('keeps 1,000 interleaved units of work of 50 organizations apart on five connections', async () => {
    const { unitOfWork } = db.current.database;
    const tenants = await Promise.all(Array.from({ length: 50 }, () => seedTenant(unitOfWork)));
    const strangers = await Promise.all(
      Array.from({ length: 1000 }, async (_, turn) => {
        const tenant = tenants[turn % tenants.length]!;
        return unitOfWork.run(tenant.id, async ({ organizations, evidence }) => {
          if (turn < 200) await evidence.add([buildEvidence(tenant)]);
          const current = await organizations.current();
          const { items } = await evidence.list({ first: 100 }, {});
          return current?.id !== tenant.id || items.some(({ node }) => node.submittedBy !== tenant.principal);
        });
      }),
    );
    expect(strangers.filter(Boolean)).toEqual([]);
  });
});

describe('two organizations', () => {
  let mine: FullTenant;
  let theirs: FullTenant;
  beforeAll(async () => {
    mine = await seedFullTenant(db.current.database.unitOfWork);
    theirs = await seedFullTenant(db.current.database.unitOfWork);
  });

  it('see their own rows in every table, and none of the other', async () => {
    const stranger = buildId<OrganizationId>();
    const own = await visibleRows(db.current, mine.id);
    expect(Object.entries(own).filter(([, count]) => count === 0)).toEqual([]);
    const foreign = await visibleRows(db.current, stranger);
    expect(Object.entries(foreign).filter(([, count]) => count > 0)).toEqual([]);
  });

  it('would see each other with row-level security off: the probe bites in every table', async () => {
    const scratch = await createTestDatabase(db.server);
    try {
      await seedFullTenant(scratch.database.unitOfWork);
      for (const table of await tablesOf(scratch))
        await scratch.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
      const leaked = await visibleRows(scratch, buildId<OrganizationId>());
      expect(Object.entries(leaked).filter(([, count]) => count === 0)).toEqual([]);
    } finally {
      await scratch.close();
    }
  });

  /** What each reading or moving method answers when it is asked for the other organization's things by their ids. */
  const PROBES: {
    readonly [S in keyof Stores]: Partial<Record<keyof Stores[S], (stores: Stores) => Promise<unknown>>>;
  } = {
    organizations: {
      current: async ({ organizations }) => (await organizations.current())?.id === theirs.id,
      principals: ({ organizations }) => organizations.principals([theirs.principal]),
      revokeToken: ({ organizations }) => organizations.revokeToken(theirs.token, minute(9)),
      tokens: async ({ organizations }) => foreign(await organizations.tokens({ first: 100 }), theirs.token),
    },
    products: {
      bySlug: ({ products }) => products.bySlug(theirs.release.productSlug),
      byIds: ({ products }) => products.byIds([theirs.release.product]),
      list: async ({ products }) => foreign(await products.list({ first: 100 }), theirs.release.product),
    },
    releases: {
      find: ({ releases }) => releases.find(theirs.release.productSlug, theirs.release.version),
      byIds: ({ releases }) => releases.byIds([theirs.release.id]),
      list: ({ releases }) => releases.list({ first: 100 }, { product: theirs.release.product }),
      manifests: async ({ releases }) => [...(await releases.manifests([theirs.release.id]))],
      newest: async ({ releases }) => [...(await releases.newest([theirs.release.product], minute(9)))],
      everyManifest: ({ releases }) => releases.everyManifest(theirs.release.id),
      latest: async ({ releases }) => (await releases.latest(100, { product: theirs.release.productSlug })).releases,
      touchedBy: ({ releases }) => releases.touchedBy(theirs.item.subjects),
      inScope: ({ releases }) => releases.inScope({ product: theirs.release.productSlug }, { first: 100 }),
      artifacts: ({ releases }) => releases.artifacts(theirs.release.id, { first: 100 }),
    },
    trust: {
      roots: async ({ trust }) => (await trust.roots()).slice(1),
      rules: async ({ trust }) => (await trust.rules()).filter(({ createdBy }) => createdBy === theirs.principal),
    },
    mappingLayers: {
      byId: ({ mappingLayers }) => mappingLayers.byId(theirs.layer.id),
      byDigests: ({ mappingLayers }) => mappingLayers.byDigests(FRAMEWORK, [theirs.layer.digest]),
      inForce: async ({ mappingLayers }) => (await mappingLayers.inForce()).filter(({ id }) => id === theirs.layer.id),
      list: async ({ mappingLayers }) => (await mappingLayers.list()).filter(({ id }) => id === theirs.layer.id),
      retire: ({ mappingLayers }) =>
        mappingLayers.retire(theirs.layer.id, {
          ...{ by: theirs.principal, requestedBy: theirs.principal, reason: 'none', at: minute(9) },
        }),
      adopt: async ({ mappingLayers }) => {
        // Adopted already: what bites is that its own organization finds it at all.
        const adopted = await mappingLayers.adopt(theirs.layer.id, { by: mine.principal, at: minute(9), position: 9 });
        return adopted || (await mappingLayers.byId(theirs.layer.id));
      },
    },
    evidence: {
      byIds: ({ evidence }) => evidence.byIds([theirs.item.id]),
      byDigests: ({ evidence }) => evidence.byDigests([theirs.item.digest]),
      list: ({ evidence }) => evidence.list({ first: 100 }, { subject: theirs.item.subjects[0]! }),
      touching: ({ evidence }) => evidence.touching(theirs.item.subjects),
      idsAfter: async ({ evidence }) => (await evidence.idsAfter(undefined, 100)).includes(theirs.item.id),
      release: ({ evidence }) => evidence.release(theirs.item.id),
      about: async ({ evidence }) => {
        const { facts, findings } = await evidence.about({
          product: theirs.release.productSlug,
          release: theirs.release.version,
          digests: theirs.item.subjects,
        });
        return [...facts, ...findings].filter((each) => each.evidence === theirs.item.digest);
      },
      components: async ({ evidence }) => (await evidence.components([theirs.item.digest])).sboms,
      dependents: ({ evidence }) => evidence.dependents([theirs.waiting.id], { first: 100 }),
      compromises: async ({ evidence }) =>
        (await evidence.compromises()).filter((fact) => fact.evidence === theirs.item.digest),
      counts: async ({ evidence }) => (await evidence.counts()).settled > 2,
    },
    assessments: {
      current: async ({ assessments }) => [
        ...(await assessments.current([theirs.release.id], { framework: FRAMEWORK })),
      ],
      byInput: ({ assessments }) => assessments.byInput(buildAssessment(theirs.release).input),
      list: ({ assessments }) => assessments.list({ first: 100 }, { release: theirs.release.id }),
      inputAt: ({ assessments }) =>
        assessments.inputAt(theirs.release.id, { framework: FRAMEWORK, knownAt: minute(60) }),
      coverage: ({ assessments }) => assessments.coverage([theirs.release.id], MOMENT),
      tally: ({ assessments }) => assessments.tally(theirs.release.product, PERIOD, MOMENT),
      inPeriod: ({ assessments }) => assessments.inPeriod(theirs.release.product, { ...PERIOD, limit: 10 }, MOMENT),
    },
    attestations: {
      byDigest: ({ attestations }) => attestations.byDigest(bundleOf(theirs)),
      byDigests: ({ attestations }) => attestations.byDigests([bundleOf(theirs)]),
      statementsOver: async ({ attestations }) => [
        ...(await attestations.statementsOver([buildDigest(`bundle of ${theirs.release.id}`)])).keys(),
      ],
      byDrafts: async ({ attestations }) => [...(await attestations.byDrafts([theirs.draft])).keys()],
      list: ({ attestations }) => attestations.list({ first: 100 }, { release: theirs.release.id }),
    },
    drafts: {
      byIds: async ({ drafts }) => [...(await drafts.byIds([theirs.draft])).keys()],
      list: ({ drafts }) => drafts.list({ first: 100 }, { release: theirs.release.id }),
      approvals: async ({ drafts }) => [...(await drafts.approvals([theirs.draft])).keys()],
      signatures: async ({ drafts }) => [...(await drafts.signatures([theirs.draft])).keys()],
    },
    compromises: {
      evidence: async ({ compromises }) =>
        nodesOf(await compromises.evidence(WARNING, { first: 100 })).filter(({ id }) => id === theirs.felled.id),
      releases: async ({ compromises }) =>
        nodesOf(await compromises.releases(WARNING, { first: 100 })).filter((id) => id === theirs.release.id),
      attestations: async ({ compromises }) =>
        nodesOf(await compromises.attestations(WARNING, { first: 100 })).filter(
          ({ release }) => release === theirs.release.id,
        ),
      among: ({ compromises }) => compromises.among(WARNING, [theirs.felled.digest]),
    },
    standings: {
      byAttestations: async ({ standings }) => [...(await standings.byAttestations([bundleOf(theirs)]))],
      watched: ({ standings }) => standings.watched(theirs.release.id),
      isWatched: ({ standings }) => standings.isWatched(theirs.release.id),
      events: ({ standings }) => standings.events(bundleOf(theirs), { first: 100 }),
      inState: async ({ standings }) =>
        nodesOf(await standings.inState('standing', minute(9), { first: 100 })).filter(
          ({ attestation }) => attestation === bundleOf(theirs),
        ),
    },
    recipients: {
      list: ({ recipients }) => recipients.list(bundleOf(theirs), { first: 100 }),
      published: ({ recipients }) => recipients.published(bundleOf(theirs)),
    },
    intake: {
      unsequenced: async ({ intake }) =>
        (await intake.unsequenced(100)).filter(({ evidence }) => evidence === theirs.waiting.id),
      indicesOf: async ({ intake }) => [...(await intake.indicesOf([theirs.item.id]))],
      leaves: async ({ intake }) => (await intake.leaves(0, 100)).slice(1),
      nodes: async ({ intake }) => (await intake.nodes([{ level: 0, index: 0 }])).slice(1),
      edge: async ({ intake }) => (await intake.edge()).size > 1,
      pending: async ({ intake }) => (await intake.pending()) > 2,
      latestCheckpoint: async ({ intake }) => ((await intake.latestCheckpoint())?.size ?? 0) > 1,
      checkpoint: ({ intake }) => intake.checkpoint(2),
    },
    keeping: {
      run: async ({ keeping }) => (await keeping.run(1))?.keeper === theirs.principal,
      latest: async ({ keeping }) => (await keeping.latest())?.keeper === theirs.principal,
      record: async ({ keeping }) => (await keeping.record(1))?.digest === buildDigest(`kept by ${theirs.principal}`),
      latestRecord: async ({ keeping }) =>
        (await keeping.latestRecord())?.digest === buildDigest(`kept by ${theirs.principal}`),
    },
    outbox: {
      pending: async ({ outbox }) => (await outbox.pending()) > 2,
      awaitsEvaluation: ({ outbox }) => outbox.awaitsEvaluation(theirs.release.id),
    },
    people: {
      byId: ({ people }) => people.byId(theirs.person.id),
      list: async ({ people }) =>
        nodesOf(await people.list({ first: 100 })).filter(({ id }) => id === theirs.person.id),
      administrators: async ({ people }) => (await people.administrators()).filter((id) => id === theirs.person.id),
      invitation: ({ people }) => people.invitation(theirs.invitation.hash),
      bindingGrant: ({ people }) => people.bindingGrant(theirs.binding.id),
      bindingGrants: async ({ people }) => [...(await people.bindingGrants([theirs.person.id])).keys()],
      confirmBinding: ({ people }) => people.confirmBinding(theirs.binding.id, { by: theirs.colleague, at: minute(9) }),
    },
    sessions: {
      see: ({ sessions }) => sessions.see(theirs.session.id, minute(9)),
      end: ({ sessions }) => sessions.end(theirs.session.id, minute(9)),
      endAll: async ({ sessions }) => (await sessions.endAll(theirs.person.id, minute(9))) > 0,
    },
    audit: {
      list: async ({ audit }) =>
        (await audit.list({ first: 100 })).items.filter(({ node }) => node.actor === theirs.principal),
    },
  };

  /** Methods that only add rows of the own organization: the policy's WITH CHECK and the composite keys hold them. */
  const WRITES = new Set([
    ...['create', 'addPrincipal', 'addToken', 'keepManifest', 'noteRevisions', 'addRoot', 'putRule', 'retireRule'],
    ...['propose', 'approve', 'sign', 'askTwoPeopleToSign', 'keepStatement'],
    ...['add', 'conclude', 'recordFailure', 'keep', 'lock', 'append', 'keepCheckpoint', 'flush', 'evaluated'],
    ...['dependentsTold', 'stampCheckpoint'],
    ...['publish', 'keepStatus', 'foresee'],
    ...['change', 'keepPassword', 'addInvitation', 'endInvitations', 'askToBind', 'start'],
    ...['noteRelease', 'noteAttestation', 'begin', 'noteTurn', 'advance', 'keepRecord', 'finish'],
  ]);

  it('are probed through every method of every store', async () => {
    const unprobed = await db.current.database.unitOfWork.run(mine.id, (stores) =>
      Promise.resolve(
        (Object.keys(PROBES) as (keyof Stores)[]).flatMap((store) =>
          publicMethods(stores[store])
            .filter((method) => !(method in PROBES[store]) && !WRITES.has(method))
            .map((method) => `${store}.${method}`),
        ),
      ),
    );
    expect(unprobed).toEqual([]);
  });

  const probes = Object.entries(PROBES).flatMap(([store, methods]) =>
    Object.entries(methods).map(([method, probe]) => [`${store}.${method}`, probe] as const),
  );
  it.each(probes)('do not meet in %s', async (_name, probe) => {
    const answer = await db.current.database.unitOfWork.run(mine.id, probe);
    expect(isNothing(answer)).toBe(true);
  });

  /** These compare with what the asker has itself, or need a state that the sample has not. */
  const RELATIVE = new Set([
    ...['trust.roots', 'evidence.counts', 'evidence.release', 'outbox.pending', 'intake.leaves', 'intake.nodes'],
    ...['intake.edge', 'intake.pending', 'intake.latestCheckpoint', 'intake.checkpoint'],
  ]);
  it.each(probes.filter(([name]) => !RELATIVE.has(name)))('are found by their own: %s bites', async (_name, probe) => {
    const answer = await db.current.database.unitOfWork.run(theirs.id, probe);
    expect(isNothing(answer)).toBe(false);
  });

  it('cannot refer to each other: a foreign key carries the organization', async () => {
    const { unitOfWork } = db.current.database;
    const foreignRelease = { ...theirs.release, id: buildId<FullTenant['release']['id']>(), version: '9' };
    await expect(unitOfWork.run(mine.id, ({ releases }) => releases.create(foreignRelease))).rejects.toMatchObject({
      kind: 'not-found',
      code: 'REFERENCE_UNKNOWN',
    });
  });
});

/** TypeScript's `private` is for us alone; what the ports name is what counts, and private helpers are listed here. */
const PRIVATE = new Set([
  ...['constructor', 'releases', 'addMembers', 'evidence', 'anchored', 'currentInputs', 'inputsAt', 'keepResults'],
  ...['makeCurrent', 'withResults', 'results', 'size', 'place', 'markDue', 'link', 'write', 'noteChange', 'move'],
  ...['watchedOf', 'standings'],
  ...['moved', 'runs', 'records', 'endWhere'],
]);

function bundleOf({ release }: Pick<FullTenant, 'release'>) {
  return buildDigest(`bundle of ${release.id}`);
}

function publicMethods(store: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(store)).filter((name) => !PRIVATE.has(name));
}

function foreign(page: { readonly items: readonly { readonly node: { readonly id: string } }[] }, id: string) {
  return page.items.filter(({ node }) => node.id === id);
}

function nodesOf<T>(page: Page<T>): readonly T[] {
  return page.items.map(({ node }) => node);
}

function isNothing(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length === 0;
  if (typeof answer === 'object' && answer !== null && 'items' in answer) return isNothing(answer.items);
  return answer === undefined || answer === false;
}
