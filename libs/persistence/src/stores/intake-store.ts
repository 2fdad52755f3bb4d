import type { EvidenceId, IntakeCheckpointRecord, IntakeLeafRecord, IntakeStore } from '#application';
import type { MerkleNode } from '#kernel';

import { isRowId } from '../cursor.js';
import { fromIntakeCheckpointRow, IntakeCheckpointRow } from '../entities/intake-checkpoint.entity.js';
import { IntakeLeafRow } from '../entities/intake-leaf.entity.js';
import { IntakeNodeRow } from '../entities/intake-node.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

/** Counting stops here: a number this large says only that there is a backlog. */
const COUNTED_AT_MOST = 100_000;

type NodePlace = Pick<MerkleNode, 'level' | 'index'>;

export class PostgresIntakeStore implements IntakeStore {
  constructor(private readonly tenant: Tenant) {}

  async lock(): Promise<void> {
    await this.tenant.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('intake ' || $1, 0))`, [
      this.tenant.organization,
    ]);
  }

  async unsequenced(limit: number): Promise<readonly { readonly evidence: EvidenceId; readonly leaf: Uint8Array }[]> {
    const rows = await select(this.tenant, IntakeLeafRow, 'l')
      .andWhere('l.leafIndex IS NULL')
      .orderBy('l.evidenceId')
      .limit(limit)
      .getMany();
    return rows.map(({ evidenceId, leaf }) => ({ evidence: evidenceId, leaf: new Uint8Array(leaf) }));
  }

  async edge(): Promise<{ readonly size: number; readonly hashes: readonly Uint8Array[] }> {
    const size = await this.size();
    const places = edgePlaces(size);
    const held = new Map((await this.nodes(places)).map((node) => [`${node.level}/${node.index}`, node.hash]));
    const hashes = places.flatMap(({ level, index }) => held.get(`${level}/${index}`) ?? []);
    if (hashes.length !== places.length) throw new RangeError(`the intake log of size ${size} lost a node of its edge`);
    return { size, hashes };
  }

  async append(
    entries: readonly { readonly evidence: EvidenceId; readonly index: number }[],
    nodes: readonly MerkleNode[],
  ): Promise<void> {
    await this.place(entries);
    await this.tenant.manager.query(
      `INSERT INTO intake_node (org_id, level, node_index, hash)
       SELECT $1, level, node_index, hash
       FROM unnest($2::integer[], $3::bigint[], $4::bytea[]) AS node (level, node_index, hash)`,
      [
        this.tenant.organization,
        nodes.map(({ level }) => level),
        nodes.map(({ index }) => index),
        nodes.map(({ hash }) => Buffer.from(hash)),
      ],
    );
  }

  /** A size has one checkpoint: the first that was signed for it. */
  async keepCheckpoint(checkpoint: IntakeCheckpointRecord): Promise<void> {
    const { size, note, createdAt } = checkpoint;
    await insertNew(this.tenant, IntakeCheckpointRow, [{ size, note, createdAt, orgId: this.tenant.organization }]);
    if (checkpoint.timestamp !== undefined) await this.stampCheckpoint(size, checkpoint.timestamp);
  }

  async stampCheckpoint(size: number, timestamp: Uint8Array): Promise<void> {
    await this.tenant.manager.query(
      'UPDATE intake_checkpoint SET timestamp = $3 WHERE org_id = $1 AND size = $2 AND timestamp IS NULL',
      [this.tenant.organization, size, Buffer.from(timestamp)],
    );
  }

  async latestCheckpoint(): Promise<IntakeCheckpointRecord | undefined> {
    const row = await select(this.tenant, IntakeCheckpointRow, 'c').orderBy('c.size', 'DESC').limit(1).getOne();
    return row === null ? undefined : fromIntakeCheckpointRow(row);
  }

  async checkpoint(size: number): Promise<IntakeCheckpointRecord | undefined> {
    const row = await select(this.tenant, IntakeCheckpointRow, 'c').andWhere('c.size = :size', { size }).getOne();
    return row === null ? undefined : fromIntakeCheckpointRow(row);
  }

  async leaves(from: number, until: number): Promise<readonly IntakeLeafRecord[]> {
    const rows = await select(this.tenant, IntakeLeafRow, 'l')
      .andWhere('l.leafIndex >= :from AND l.leafIndex < :until', { from, until })
      .orderBy('l.leafIndex')
      .getMany();
    return rows.flatMap(({ leafIndex, leaf }) =>
      leafIndex === null ? [] : [{ index: leafIndex, leaf: new Uint8Array(leaf) }],
    );
  }

  async indicesOf(evidence: readonly EvidenceId[]): Promise<ReadonlyMap<EvidenceId, number>> {
    const ids = evidence.filter(isRowId);
    if (ids.length === 0) return new Map();
    const rows = await select(this.tenant, IntakeLeafRow, 'l').andWhere('l.evidenceId = ANY(:ids)', { ids }).getMany();
    return new Map(
      rows.flatMap(({ evidenceId, leafIndex }) => (leafIndex === null ? [] : [[evidenceId, leafIndex] as const])),
    );
  }

  async nodes(wanted: readonly NodePlace[]): Promise<readonly MerkleNode[]> {
    if (wanted.length === 0) return [];
    const rows = await select(this.tenant, IntakeNodeRow, 'n')
      .andWhere('(n.level, n.nodeIndex) IN (SELECT * FROM unnest(:levels::integer[], :indices::bigint[]))', {
        levels: wanted.map(({ level }) => level),
        indices: wanted.map(({ index }) => index),
      })
      .getMany();
    return rows.map(({ level, nodeIndex, hash }) => ({ level, index: nodeIndex, hash: new Uint8Array(hash) }));
  }

  async pending(): Promise<number> {
    const rows = await this.tenant.manager.query<{ pending: number }[]>(
      `SELECT count(*)::int AS pending
       FROM (SELECT FROM intake_leaf WHERE org_id = $1 AND leaf_index IS NULL LIMIT $2) AS waiting`,
      [this.tenant.organization, COUNTED_AT_MOST],
    );
    return rows[0]?.pending ?? 0;
  }

  private async size(): Promise<number> {
    const last = await select(this.tenant, IntakeLeafRow, 'l')
      .andWhere('l.leafIndex IS NOT NULL')
      .orderBy('l.leafIndex', 'DESC')
      .limit(1)
      .getOne();
    return last?.leafIndex === undefined || last.leafIndex === null ? 0 : last.leafIndex + 1;
  }

  private async place(entries: readonly { readonly evidence: EvidenceId; readonly index: number }[]): Promise<void> {
    const [, placed] = await this.tenant.manager.query<[unknown, number]>(
      `UPDATE intake_leaf SET leaf_index = entry.place
       FROM unnest($2::uuid[], $3::bigint[]) AS entry (evidence, place)
       WHERE org_id = $1 AND evidence_id = entry.evidence`,
      [this.tenant.organization, entries.map(({ evidence }) => evidence), entries.map(({ index }) => index)],
    );
    if (placed !== entries.length) throw new RangeError('a leaf to be sequenced was never received');
  }
}

/** The complete subtrees that a log of this size consists of, largest first: one per bit of the size. */
function edgePlaces(size: number): NodePlace[] {
  const places: NodePlace[] = [];
  let start = 0;
  for (let level = 52; level >= 0; level--) {
    const width = 2 ** level;
    if (size - start < width) continue;
    places.push({ level, index: start / width });
    start += width;
  }
  return places;
}
