import { beforeAll, describe, expect, it } from '@jest/globals';

import { addSeconds, digestOf, parseInstant, sha256, toUtf8 } from '#kernel';
import { createSampleWorld, createSigstore } from '#sample-world';

import { issueWorld, shippedFramework, type IssuedWorld } from '../fixtures/issued-world.js';
import { keySigner } from '../fixtures/key-signer.js';
import type { OpenedPack } from './open-pack.js';
import { checkpointTime, timestampReasons } from './checkpoint-time.js';
import { replay } from './replay.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const STAMPED_AT = addSeconds(NOW, 60);
const world = createSampleWorld({ seed: 'checkpoint time', now: NOW });
const clock = createSigstore({ seed: 'a clock', now: NOW, name: 'clock' });
const clockRoot = rootOf(clock.trustedRoot(), 'clock');
const signer = keySigner();

function rootOf(bytes: Uint8Array, name: string) {
  return { name, bytes, digest: digestOf(bytes), source: 'file' as const };
}

const stamp = (note: Uint8Array) => clock.timestamp(sha256(note), STAMPED_AT);
const ofAnother = () => clock.timestamp(sha256(toUtf8('another')), STAMPED_AT);

/** What a reader learns by his own roots besides the sender's. */
function read({ issued, rules, trustRoots }: IssuedWorld, roots: readonly (typeof clockRoot)[] = []) {
  const framework = shippedFramework().texts;
  const anchors = { signerKey: signer.publicKey, trustRoots: [...trustRoots, ...roots], rules, framework };
  return replay(issued.pack, { ...anchors, at: NOW });
}

describe('a time-stamp on the intake checkpoint', () => {
  let stamped: IssuedWorld;
  beforeAll(async () => {
    stamped = await issueWorld(world, signer, { stamp });
  });

  it('says until when the checkpoint existed, where a trust root of the reader lists who says so', () => {
    const { consistent, accepted, cannotShow } = read(stamped, [clockRoot]);
    expect([consistent.answer, accepted.answer]).toEqual(['yes', 'yes']);
    expect(cannotShow).toContainEqual(
      expect.stringMatching(/existed by 2026-11-20T09:01:00\.000Z \(time-stamp under a trust root of your own\)/),
    );
    expect(cannotShow.join()).not.toContain('word of the signer');
  });

  it('is said to prove nothing where nobody lists who made it, and changes no answer', () => {
    const { consistent, cannotShow } = read(stamped);
    expect(consistent.answer).toBe('yes');
    expect(cannotShow).toContainEqual(expect.stringMatching(/by nobody whom a trust root here lists/));
  });

  it('of another checkpoint makes the pack inconsistent', async () => {
    const { consistent } = read(await issueWorld(world, signer, { stamp: ofAnother }), [clockRoot]);
    expect(consistent.answer).toBe('no');
    expect(consistent.reasons.map(({ code }) => code)).toContain('CHECKPOINT_TIMESTAMP');
  });

  it('is of its checkpoint, or it is a reason against it; none is no reason', () => {
    const reasons = (timestamp: Uint8Array) =>
      timestampReasons({ checkpoint: 'a note', timestamp, leaves: [] }).map(({ code }) => code);
    expect(reasons(stamp(toUtf8('a note')))).toEqual([]);
    expect(reasons(ofAnother())).toEqual(['CHECKPOINT_TIMESTAMP']);
    expect(reasons(toUtf8('no time-stamp'))).toEqual(['CHECKPOINT_TIMESTAMP']);
    expect(timestampReasons({ checkpoint: 'a note', leaves: [] })).toEqual([]);
  });
});

describe('who proves when a checkpoint existed', () => {
  const checkpoint = 'a note';
  const opened = (trustRoots: readonly (typeof clockRoot)[]) =>
    ({
      pack: { trustRoots },
      attestation: { attested: { intake: { checkpoint, timestamp: stamp(toUtf8(checkpoint)), leaves: [] } } },
    }) as unknown as OpenedPack;
  const unreadable = rootOf(toUtf8('{}'), 'unreadable');

  it('is the reader before the sender', () => {
    expect(checkpointTime(opened([clockRoot]), { trustRoots: [clockRoot] })).toEqual({
      checkpointTime: { existedAt: STAMPED_AT, by: 'reader' },
    });
  });

  it('is the sender where the reader lists nobody, and is named so', () => {
    expect(checkpointTime(opened([unreadable, clockRoot]), {})).toEqual({
      checkpointTime: { existedAt: STAMPED_AT, by: 'sender' },
    });
  });

  it('is nobody where no root lists the authority', () => {
    expect(checkpointTime(opened([unreadable]), { trustRoots: [rootOf(world.trustRoot.bytes, 'other')] })).toEqual({});
  });
});
