import { parse, type LogEntry } from '#evidence';
import { describe, expect, it } from '@jest/globals';

import { matterOf } from '../rungs/signature.js';
import type { SignedThing } from '../signed-thing.js';
import { attestation, NOW, PROVENANCE, ROOT, rootOf, sigstore, WORKFLOW } from '../testing/world.js';
import type { TransparencyLog } from '../trust/transparency-log.js';
import { readSigningCertificate } from '../x509/signing-certificate.js';
import { verifyEntry } from './log-entry.js';

function loggedIn(bundle: Uint8Array): { readonly entry: LogEntry; readonly thing: SignedThing } {
  const { content } = parse(bundle);
  if (content.kind !== 'signed' || content.entity.key.kind !== 'certificate') throw new Error('no certificate');
  const { der } = content.entity.key;
  const [entry] = content.entity.logEntries;
  if (entry === undefined) throw new Error('no entry');
  const { key } = readSigningCertificate(der);
  return { entry, thing: { signer: { der, key }, content: matterOf(content.entity.content, {}).content } };
}

/** The logs of a root, each changed. */
function logs(changes: Partial<TransparencyLog>): ReadonlyMap<string, TransparencyLog> {
  return new Map([...ROOT.logs].map(([id, log]) => [id, { ...log, ...changes }]));
}

const V1 = loggedIn(attestation());
const V2 = loggedIn(attestation({ log: 'v2', timestamp: true }));
const code = (value: string) => expect.objectContaining({ code: value });
const without = (entry: LogEntry, ...fields: (keyof LogEntry)[]): LogEntry =>
  Object.fromEntries(
    Object.entries(entry).filter(([name]) => !fields.includes(name as keyof LogEntry)),
  ) as unknown as LogEntry;

describe('a log entry', () => {
  it('of v1 gives the time its log promised, of v2 none', () => {
    expect(new Date(verifyEntry(V1.entry, V1.thing, ROOT.logs).integratedTime ?? 0).toISOString()).toBe(
      '2026-11-20T12:00:01.000Z',
    );
    expect(verifyEntry(V2.entry, V2.thing, ROOT.logs)).not.toHaveProperty('integratedTime');
  });

  it('holds by promise alone and by proof alone, and T-TIME-02 without promise gives no time', () => {
    expect(verifyEntry(without(V1.entry, 'inclusionProof'), V1.thing, ROOT.logs)).toHaveProperty('integratedTime');
    expect(verifyEntry(without(V1.entry, 'signedEntryTimestamp'), V1.thing, ROOT.logs)).not.toHaveProperty(
      'integratedTime',
    );
  });

  it('is refused with neither', () => {
    const bare = without(V1.entry, 'inclusionProof', 'signedEntryTimestamp');
    expect(() => verifyEntry(bare, V1.thing, ROOT.logs)).toThrow(code('LOG_PROOF_MISSING'));
  });

  it.each([
    ['a promise without its time', without(V1.entry, 'integratedTime'), ROOT.logs, 'LOG_PROMISE_INVALID'],
    ['a promise for another index', { ...V1.entry, index: 7 }, ROOT.logs, 'LOG_PROMISE_INVALID'],
    [
      'a promise made after the log key was retired',
      V1.entry,
      logs({ window: { from: 0, until: 1 } }),
      'LOG_OUTSIDE_VALIDITY',
    ],
    [
      'a checkpoint by another key of the same name',
      without(V1.entry, 'signedEntryTimestamp'),
      logs({ key: strangerKey() }),
      'LOG_CHECKPOINT_INVALID',
    ],
    [
      'a checkpoint whose origin belongs to another log',
      without(V1.entry, 'signedEntryTimestamp'),
      logs({ origin: 'rekor.example' }),
      'LOG_CHECKPOINT_ORIGIN',
    ],
    [
      'a checkpoint where the root names no origin',
      without(V1.entry, 'signedEntryTimestamp'),
      logs({ origin: '' }),
      'LOG_CHECKPOINT_ORIGIN',
    ],
    [
      'no checkpoint',
      { ...V1.entry, inclusionProof: { ...proofOf(V1.entry), checkpoint: '' } },
      ROOT.logs,
      'LOG_CHECKPOINT_MISSING',
    ],
    [
      'a checkpoint that is no note',
      { ...V1.entry, inclusionProof: { ...proofOf(V1.entry), checkpoint: 'x' } },
      ROOT.logs,
      'LOG_CHECKPOINT_INVALID',
    ],
  ] as const)('is refused with %s', (_, entry, known, expected) => {
    expect(() => verifyEntry(entry, V1.thing, known)).toThrow(code(expected));
  });

  it('of v2 is refused where its index is not that of its proof, or its origin is spelt like one of v1', () => {
    expect(() => verifyEntry({ ...V2.entry, index: V2.entry.index + 1 }, V2.thing, ROOT.logs)).toThrow(
      code('LOG_PROOF_INVALID'),
    );
    const asV1 = { ...V2.entry, kind: 'hashedrekord', version: '0.0.1' };
    expect(() => verifyEntry(asV1, V2.thing, ROOT.logs)).toThrow(code('LOG_CHECKPOINT_ORIGIN'));
  });

  it('is refused with the checkpoint of another tree of the same log', () => {
    const world = sigstore();
    const root = rootOf(world.trustedRoot());
    const [first, second] = [0, 1].map(() =>
      loggedIn(world.attest({ identity: WORKFLOW, statement: PROVENANCE, at: NOW })),
    );
    if (first === undefined || second === undefined) throw new Error('two entries');
    const { checkpoint } = proofOf(second.entry);
    const mixed = { ...first.entry, inclusionProof: { ...proofOf(first.entry), checkpoint } };
    expect(() => verifyEntry(mixed, first.thing, root.logs)).toThrow(code('LOG_CHECKPOINT_MISMATCH'));
  });
});

function proofOf({ inclusionProof }: LogEntry): NonNullable<LogEntry['inclusionProof']> {
  if (inclusionProof === undefined) throw new Error('no proof');
  return inclusionProof;
}

function strangerKey(): TransparencyLog['key'] {
  const log = [...rootOf(sigstore('stranger').trustedRoot()).logs.values()][0];
  if (log === undefined) throw new Error('no log');
  return log.key;
}
