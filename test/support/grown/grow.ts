import type { TestDatabase } from '../test-database.js';

export interface Growth {
  readonly products: number;
  /** Spread over the products. */
  readonly releases: number;
  /** How often each release has every item of the template. */
  readonly copies: number;
  /** How often its coverage was already replaced. */
  readonly history: number;
}

/** What is counted up, so that ids ascend as they do when things arrive one after the other. */
const id = (kind: number, number: string): string =>
  `('01a' || lpad(to_hex(${number}), 9, '0') || '7${kind.toString().padStart(3, '0')}b000' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const hash = (text: string): string => `encode(sha256(convert_to(${text}, 'utf8')), 'hex')`;
const renamed = (column: string): string =>
  `replace(replace(replace(${column}::text, c.old_digest, c.digest), c.old_artifact, c.artifact), c.old_revision, c.revision)`;

/**
 * Fills the database of an organization with copies of its one release: the same rows under other ids, digests and
 * versions, written in bulk and past the API. Foreign keys are not checked meanwhile; copies of what holds, hold.
 */
export async function grow(database: TestDatabase, organization: string, growth: Growth): Promise<void> {
  const { query } = database;
  const { products, releases, copies, history } = growth;
  await query(`SET session_replication_role = replica`);
  await query(CLONES, [organization, releases, products]);
  await query(ITEMS, [organization, copies]);
  await query(`ANALYZE clone`);
  const copy = (table: string, from: string, changed: Readonly<Record<string, string>>) =>
    copyRows(database, { table, from, changed });
  const byItem = (column: string) => `JOIN clone c ON c.${column} = t.`;
  await query(`INSERT INTO product SELECT org_id, ${id(1, 'n')}, 'grown-' || n, name, created_at
    FROM product CROSS JOIN generate_series(1, ${products}) AS n WHERE org_id = '${organization}'`);
  await copy('release', 'JOIN grown_release c ON c.old_id = t.id', {
    id: 'c.id',
    product_id: 'c.product',
    version: `'grown-' || c.number`,
    created_at: `t.created_at - interval '400 days' + c.number * interval '1 minute'`,
  });
  const evidence = id(3, 'c.place');
  const verdict = id(4, 'c.place');
  await copy('evidence', `${byItem('evidence')}id`, {
    id: evidence,
    digest: 'c.digest',
    current_verdict_id: verdict,
    subjects: `${renamed('t.subjects')}::text[]`,
  });
  await copy('evidence_subject', `${byItem('evidence')}evidence_id`, {
    evidence_id: evidence,
    digest: renamed('t.digest'),
  });
  await copy('sbom_component', `${byItem('evidence')}evidence_id`, { evidence_id: evidence });
  await copy('intake_leaf', `${byItem('evidence')}evidence_id`, {
    evidence_id: evidence,
    leaf_index: '1000000 + c.place',
  });
  await copy('verdict', `${byItem('verdict')}id`, {
    id: verdict,
    evidence_id: evidence,
    conclusion: 'c.digest',
    body: `${renamed('t.body')}::json`,
  });
  for (const table of ['fact', 'finding']) {
    await copy(table, `${byItem('verdict')}verdict_id`, {
      verdict_id: verdict,
      evidence_id: evidence,
      body: `${renamed('t.body')}::json`,
    });
    await copy(`${table}_anchor`, `${byItem('verdict')}verdict_id`, {
      verdict_id: verdict,
      key: `replace(${renamed('t.key')}, '["app","1.0.0"]', '["grown","' || c.number || '"]')`,
    });
  }
  const first = 'AND c.copy = 1';
  await copy('release_manifest', `JOIN clone c ON c.old_digest = t.evidence AND c.old_id = t.release_id ${first}`, {
    release_id: 'c.id',
    evidence: 'c.digest',
    artifacts: `${renamed('t.artifacts')}::json`,
    revisions: `${renamed('t.revisions')}::text[]`,
  });
  const byRelease = 'JOIN grown_release c ON c.old_id = t.release_id';
  const input = `'sha256:' || ${hash(`t.input || c.number`)}`;
  await copy('release_member', byRelease, {
    release_id: 'c.id',
    digest: 'replace(replace(t.digest, c.old_artifact, c.artifact), c.old_revision, c.revision)',
  });
  await copy('assessment', byRelease, { release_id: 'c.id', input });
  await copy('current_assessment', byRelease, { release_id: 'c.id', input });
  await copy(
    'control_result',
    `JOIN current_assessment a ON a.org_id = t.org_id AND a.input = t.input JOIN grown_release c ON c.old_id = a.release_id`,
    { input },
  );
  await copy('coverage_cell', byRelease, { release_id: 'c.id' });
  await copy('coverage_cell', `${byRelease} CROSS JOIN generate_series(1, ${history}) AS ago`, {
    release_id: 'c.id',
    known_from: `t.known_from - (ago + 1) * interval '1 hour'`,
    known_until: `t.known_from - ago * interval '1 hour'`,
  });
  await query(`DROP TABLE clone, grown_release`);
  await query(`SET session_replication_role = DEFAULT`);
  await query(`VACUUM (ANALYZE)`);
}

/** The new releases, with what of the template is another in each of them. */
const CLONES = `CREATE TEMP TABLE grown_release AS
  SELECT n AS number, ${id(2, 'n')} AS id, ${id(1, '(n - 1) % $3::int + 1')} AS product, r.id AS old_id,
    (SELECT replace(digest, 'sha256:', '') FROM release_member WHERE release_id = r.id AND digest LIKE 'sha256:%' LIMIT 1) AS old_artifact,
    (SELECT replace(digest, 'gitCommit:', '') FROM release_member WHERE release_id = r.id AND digest LIKE 'gitCommit:%' LIMIT 1) AS old_revision,
    ${hash("'artifact ' || n")} AS artifact, left(${hash("'revision ' || n")}, 40) AS revision
  FROM release r CROSS JOIN generate_series(1, $2::int) AS n WHERE r.org_id = $1`;

/** Their evidence: each item of the template, so many times. */
const ITEMS = `CREATE TEMP TABLE clone AS
  SELECT *, 'sha256:' || ${hash("'evidence ' || place")} AS digest FROM (
    SELECT *, row_number() OVER () AS place
    FROM grown_release
    CROSS JOIN generate_series(1, $2::int) AS copy
    CROSS JOIN (SELECT id AS evidence, digest AS old_digest, current_verdict_id AS verdict
      FROM evidence WHERE org_id = $1) AS item
  ) AS numbered`;

interface Copy {
  readonly table: string;
  readonly from: string;
  readonly changed: Readonly<Record<string, string>>;
}

/** Rows of the template (`t`), each as often as `from` joins it, with these columns changed. */
async function copyRows({ query }: TestDatabase, { table, from, changed }: Copy): Promise<void> {
  const columns = await query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const values = names.map((name) => changed[name] ?? `t.${name}`);
  await query(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table} t ${from} ON CONFLICT DO NOTHING`,
  );
}
