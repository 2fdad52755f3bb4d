import { beforeEach, describe, expect, it } from '@jest/globals';

import type { AuditEntry } from '#application';

import { createTestDatabase, withDatabase } from '../../../test/support/postgres.js';
import { buildId, minute, seedTenant, type Tenant } from '../../../test/support/records.js';
import { auditHash, FIRST_PREVIOUS, firstBreak } from './audit-chain.js';
import { AuditEntryRow } from './entities/audit-entry.entity.js';

const entry = (target: string): AuditEntry => ({
  actor: 'system',
  action: 'test.done',
  target,
  details: { count: 1 },
  at: minute(1),
});

function buildChain(length: number): AuditEntryRow[] {
  const rows: AuditEntryRow[] = [];
  for (let sequence = 1; sequence <= length; sequence++) {
    const previous = rows.at(-1)?.hash ?? FIRST_PREVIOUS;
    const content = { orgId: buildId<Tenant['id']>(), sequence, details: null, ...entry(`target ${sequence}`) };
    rows.push({ ...content, details: content.details ?? null, previous, hash: auditHash(previous, content) });
  }
  return rows;
}

describe('the audit chain', () => {
  it('holds from the first entry on', () => {
    expect(firstBreak(buildChain(5))).toBeUndefined();
    expect(firstBreak([])).toBeUndefined();
  });

  it.each(['target', 'action', 'actor'] as const)('breaks where the %s of an entry was altered', (field) => {
    const chain = buildChain(5);
    const altered = chain.map((row) =>
      row.sequence === 3 ? Object.assign(new AuditEntryRow(), row, { [field]: 'altered' }) : row,
    );
    expect(firstBreak(altered)).toBe(3);
  });

  it('breaks where an entry was removed, doubled or moved', () => {
    const chain = buildChain(5);
    const [a, b, c, d, e] = chain as [AuditEntryRow, AuditEntryRow, AuditEntryRow, AuditEntryRow, AuditEntryRow];
    expect(firstBreak([a, b, d, e])).toBe(3);
    expect(firstBreak([a, b, b, c, d, e])).toBe(3);
    expect(firstBreak([a, c, b, d, e])).toBe(2);
    expect(firstBreak([b, c, d, e])).toBe(1);
  });
});

interface StoredEntry extends Pick<AuditEntryRow, 'actor' | 'action' | 'target' | 'details' | 'previous' | 'hash'> {
  readonly org_id: Tenant['id'];
  readonly sequence: string;
  readonly at: Date;
}

describe('the audit log of an organization', () => {
  const db = withDatabase();
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await seedTenant(db.current.database.unitOfWork);
  });

  const stored = async (): Promise<AuditEntryRow[]> => {
    const rows = await db.current.query<StoredEntry>('SELECT * FROM audit_entry WHERE org_id = $1 ORDER BY sequence', [
      tenant.id,
    ]);
    return rows.map((row) => ({
      ...row,
      orgId: row.org_id,
      sequence: Number(row.sequence),
      at: row.at.toISOString() as AuditEntry['at'],
    }));
  };

  it('is one chain, whoever writes at the same time', async () => {
    const { unitOfWork } = db.current.database;
    await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        unitOfWork.run(tenant.id, ({ audit }) => audit.append([entry(`a ${turn}`), entry(`b ${turn}`)])),
      ),
    );
    const rows = await stored();
    expect(rows).toHaveLength(40);
    expect(firstBreak(rows)).toBeUndefined();
  });

  it('shows an alteration that was made past the application', async () => {
    await db.current.database.unitOfWork.run(tenant.id, ({ audit }) => audit.append([entry('a'), entry('b')]));
    await db.current.query(`UPDATE audit_entry SET target = 'c' WHERE org_id = $1 AND sequence = 2`, [tenant.id]);
    expect(firstBreak(await stored())).toBe(2);
  });

  it('takes the whole operation down when it cannot be written', async () => {
    const scratch = await createTestDatabase(db.server);
    try {
      const { unitOfWork } = scratch.database;
      const { id } = await seedTenant(unitOfWork);
      await scratch.query('ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (false)');
      const operation = unitOfWork.run(id, async (stores) => {
        await stores.products.create({ id: buildId(), slug: 'app', name: 'App', createdAt: minute(1) });
        await stores.audit.append([entry('app')]);
      });
      await expect(operation).rejects.toThrow('broken');
      expect(await unitOfWork.run(id, ({ products }) => products.bySlug('app'))).toBeUndefined();
    } finally {
      await scratch.close();
    }
  });
});
