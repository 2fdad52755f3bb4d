import pg from 'pg';

import type { TestDatabase } from '../test-database.js';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How PostgreSQL does it: which tables it reads in whole, by which indices it finds rows, and how many it looks at. */
export interface Plan {
  readonly text: string;
  readonly scanned: readonly string[];
  readonly indices: readonly string[];
  /** The most that one step looks at; of what only adds rows it is not known. */
  readonly rows: number;
}

/** The statements that this process sends while it is at work, transactions aside. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const sent: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]): unknown {
    const [text, values] = asked;
    if (typeof text === 'string' && /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(text)) {
      sent.push({ text, values: Array.isArray(values) ? values : [] });
    }
    return Reflect.apply(query, this, asked);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

/** As the application, which row-level security binds, does it; what it changes is taken back. */
export async function planOf(database: TestDatabase, organization: string, statement: Statement): Promise<Plan> {
  const client = new pg.Client({ connectionString: database.urls.app });
  await client.connect();
  try {
    await client.query(`BEGIN; SELECT set_config('app.org_id', '${organization}', true)`);
    const nodes = await nodesOf(client, statement);
    return {
      text: statement.text,
      scanned: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : [])),
      indices: nodes.flatMap((node) => node['Index Name'] ?? []),
      rows: Math.max(0, ...nodes.map(rowsOf)),
    };
  } finally {
    await client.end();
  }
}

async function nodesOf(client: pg.Client, { text, values }: Statement): Promise<readonly Node[]> {
  // What was inserted is there already: to insert it again would say nothing.
  const analyze = !text.trimStart().startsWith('INSERT');
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(
    `EXPLAIN (FORMAT JSON, ANALYZE ${String(analyze)}) ${text}`,
    [...values],
  );
  return (rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => withChildren(Plan));
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

function withChildren(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(withChildren)];
}

function rowsOf(node: Node): number {
  return ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1);
}
