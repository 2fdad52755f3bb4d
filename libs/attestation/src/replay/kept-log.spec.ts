import { describe, expect, it } from '@jest/globals';

import type { Fact } from '#compliance';
import type { EvidenceKeeping } from '#evidence';
import { digestOf, leafHash, merkleRoot, parseInstant, toHex, toUtf8, type Digest } from '#kernel';

import { evidenceKeepingStatement } from '../evidence-keeping.js';
import { keySigner } from '../fixtures/key-signer.js';
import { signStatement } from '../sign-statement.js';
import { keptLogReasons } from './kept-log.js';

const LEAVES = Array.from({ length: 7 }, (_, index) => toUtf8(`leaf ${index}`));
const rootAt = (size: number) => toHex(merkleRoot(LEAVES.slice(0, size).map(leafHash)));
const AT = parseInstant('2026-01-01');
const DIGEST = digestOf(toUtf8('any'));

/** What a stranger says of a record that names this log. */
async function reasons(log: Partial<EvidenceKeeping['log']>, { held = true } = {}): Promise<readonly string[]> {
  const none = { count: 0, items: [] };
  const whole = { size: 5, rootHash: rootAt(5), consistent: true, entriesChecked: 5, ...log };
  const record: Omit<EvidenceKeeping, 'kind'> = {
    ...{ scope: { organization: 'acme' }, startedAt: AT, finishedAt: AT, examined: 0, sound: 0 },
    ...{ altered: none, missing: none, changed: none, unchecked: none, log: whole },
    ...{ verifier: 'v', trustRoots: [DIGEST], policy: DIGEST },
  };
  const bytes = await signStatement(evidenceKeepingStatement(record, 'note'), keySigner());
  const digest = digestOf(bytes);
  const fact: unknown = { evidence: digest, claim: { kind: 'evidence-keeping', logConsistent: whole.consistent } };
  const evidence = new Map<Digest, Uint8Array>(held ? [[digest, bytes]] : []);
  const found = keptLogReasons(LEAVES, [fact as Fact], evidence);
  expect(found.every((reason) => reason.digest === digest)).toBe(true);
  return found.map(({ code }) => code);
}

describe('a stranger who holds the whole log', () => {
  it('finds a record about a state that the log had', async () => {
    expect(await reasons({})).toEqual([]);
    expect(await reasons({ previous: { size: 3, rootHash: rootAt(3) } })).toEqual([]);
  });

  it.each<[string, Partial<EvidenceKeeping['log']>]>([
    ['another root', { rootHash: rootAt(4) }],
    ['more leaves than there are', { size: 9, entriesChecked: 9 }],
    ['another past', { previous: { size: 3, rootHash: rootAt(2) } }],
  ])('refuses one that names %s, once', async (_, log) => {
    expect(await reasons(log)).toEqual(['KEPT_LOG_DIFFERS']);
  });

  it('takes the word of one that says itself that the log was not consistent', async () => {
    expect(await reasons({ rootHash: rootAt(4), consistent: false })).toEqual([]);
  });

  it('says nothing of one whose bytes are withheld', async () => {
    expect(await reasons({ rootHash: rootAt(4) }, { held: false })).toEqual([]);
  });
});
