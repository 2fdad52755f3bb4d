import { beforeEach, describe, expect, it } from '@jest/globals';

import { AppError, digestOf, LIMITS, parseInstant, toUtf8, type Digest } from '#kernel';

import type { EvidenceId } from '../ids.js';
import type { BlobStore, Identifiers, Judge, Stores, UnitOfWork } from '../ports/index.js';
import { ManualClock } from '../testing/manual-clock.js';
import { refusalOf } from '../testing/refused.js';
import { testActor } from '../testing/test-actor.js';
import { MAX_BATCH, ReceiveEvidence, type Submission } from './receive-evidence.js';
import { TakeIn } from './take-in.js';

const ADA = testActor();
const upload = (text: string): Submission => ({ bytes: toUtf8(text), origin: 'upload by Ada' });

/** A door whose steps are written down in order; `breaks` names the step that fails. */
function door(log: string[], breaks?: string) {
  const step = async (name: string): Promise<void> => {
    log.push(name);
    if (name === breaks) throw new AppError('unavailable', 'DATABASE_UNAVAILABLE', `${name} failed`);
    return Promise.resolve();
  };
  const stores = {
    evidence: {
      add: async (items: readonly { digest: Digest; id: EvidenceId }[]) => {
        await step('rows');
        return items.map(({ digest, id }) => ({ digest, id, outcome: 'added' as const }));
      },
    },
    outbox: { add: () => step('jobs') },
    audit: { append: () => step('audit') },
  } as unknown as Stores;
  const unitOfWork: UnitOfWork = {
    run: async (_organization, work) => {
      await step('begin');
      const result = await work(stores);
      await step('commit');
      return result;
    },
  };
  const inspect: Judge['inspect'] = (items) =>
    Promise.resolve(items.map((bytes) => ({ digest: digestOf(bytes), format: 'f', kind: 'other', subjects: [] })));
  const ports = {
    unitOfWork,
    judge: { inspect } as unknown as Judge,
    blobs: { put: (_: string, bytes: Uint8Array) => step('blob').then(() => digestOf(bytes)) } as unknown as BlobStore,
    clock: new ManualClock(parseInstant('2026-05-01T12:00:00Z')),
    identifiers: { next: () => `id ${log.length}` } as Identifiers,
  };
  const takeIn = new TakeIn(ports, { check: () => step('pressure') });
  return { receive: new ReceiveEvidence(takeIn), ports };
}

describe('evidence at the door', () => {
  let log: string[];
  beforeEach(() => {
    log = [];
  });

  it('is stored as bytes first, then as rows, jobs and audit entries in one transaction', async () => {
    await door(log).receive.run(ADA, [upload('a'), upload('b')]);
    expect(log).toEqual(['pressure', 'blob', 'blob', 'begin', 'rows', 'jobs', 'audit', 'commit']);
  });

  it.each(['pressure', 'blob', 'begin', 'rows', 'jobs', 'audit', 'commit'])(
    'is not acknowledged when %s fails, and nothing later happens',
    async (step) => {
      expect(await refusalOf(() => door(log, step).receive.run(ADA, [upload('a')]))).toBe('DATABASE_UNAVAILABLE');
      expect(log.at(-1)).toBe(step);
    },
  );

  it.each<[string, readonly Submission[], string]>([
    ['nothing at all', [], 'BATCH_SIZE'],
    ['more than 500 documents', Array.from({ length: MAX_BATCH + 1 }, () => upload('a')), 'BATCH_SIZE'],
    ['an empty document', [upload('a'), upload('')], 'DOCUMENT_EMPTY'],
    [
      'a document that is too large',
      [{ bytes: new Uint8Array(LIMITS.documentBytes + 1), origin: 'o' }],
      'DOCUMENT_TOO_LARGE',
    ],
  ])('is refused as %s, before anything is stored', async (_, submissions, code) => {
    expect(await refusalOf(() => door(log).receive.run(ADA, submissions))).toBe(code);
    expect(log).toEqual([]);
  });

  it('is not recorded under what another document says', async () => {
    const { receive, ports } = door(log);
    const honest = ports.judge.inspect.bind(ports.judge);
    ports.judge.inspect = async (items) => [...(await honest(items))].reverse();
    await expect(receive.run(ADA, [upload('a'), upload('b')])).rejects.toThrow('about other bytes');
    expect(log).not.toContain('rows');
  });
});
