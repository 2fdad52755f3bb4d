import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  createUseCases,
  type Actor,
  type EvidenceId,
  type EvidenceRecord,
  type Ports,
  type UseCases,
} from '#application';
import { toUtf8 } from '#kernel';
import type { Database } from '#persistence';
import {
  FileKeyring,
  InlineJudge,
  packageFrameworks,
  PackagedTrustSeeds,
  PdfPrinter,
  ScryptPasswordHasher,
  Secret,
  SystemClock,
  UuidV7Identifiers,
} from '#platform';

import { MemoryBlobStore } from '../../libs/application/src/testing/memory-blob-store.js';
import { PoisonableJudge } from './poisonable-judge.js';

/** One organization on a real database, with every use case, a judge that can be poisoned, and nobody at work yet. */
export interface TenantAtWork {
  readonly useCases: UseCases;
  readonly judge: PoisonableJudge;
  readonly actor: Actor;
  readonly token: string;
  /** Sends documents in one batch; ids in order. */
  receive(...documents: readonly string[]): Promise<readonly EvidenceId[]>;
  records(ids: readonly EvidenceId[]): Promise<readonly EvidenceRecord[]>;
  close(): Promise<void>;
}

export async function tenantAtWork(
  database: Database,
  slug: string,
  changed: Partial<Ports> = {},
): Promise<TenantAtWork> {
  const folder = await mkdtemp(join(tmpdir(), 'averment-tenant-'));
  const frameworks = packageFrameworks();
  const judge = new PoisonableJudge(new InlineJudge());
  const useCases = createUseCases({
    unitOfWork: database.unitOfWork,
    tokens: database.tokens,
    people: database.people,
    passwords: new ScryptPasswordHasher(),
    publications: database.publications,
    outbox: database.relay,
    blobs: new MemoryBlobStore(),
    judge,
    frameworks,
    printer: new PdfPrinter(),
    trustSeeds: new PackagedTrustSeeds(),
    keyring: new FileKeyring(folder, new Secret('a passphrase for tests')),
    clock: new SystemClock(),
    identifiers: new UuidV7Identifiers(),
    ...changed,
  });
  const order = { slug, name: slug, synthetic: true, administrator: 'Ada' };
  const { token } = (await useCases.createOrganization.run(order)).first;
  const actor = await useCases.authenticateToken.run(token);
  return {
    useCases,
    judge,
    actor,
    token,
    receive: async (...documents) => {
      const submissions = documents.map((text) => ({ bytes: toUtf8(text), origin: 'upload by Ada' }));
      return (await useCases.receiveEvidence.run(actor, submissions)).map(({ id }) => id);
    },
    records: async (ids) => {
      const rows = await useCases.read.run(actor, 'evidence:read', (stores) => stores.evidence.byIds(ids));
      return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
