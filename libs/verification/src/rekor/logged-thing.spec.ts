import { sha256, toUtf8 } from '#kernel';
import { deriveKey, Seed } from '#sample-world';
import { describe, expect, it } from '@jest/globals';

import type { SignedThing } from '../signed-thing.js';
import { loggedThing } from './logged-thing.js';

const own = deriveKey(new Seed('logged'), 'own', 'p256');
const foreign = deriveKey(new Seed('logged'), 'foreign', 'p256');
const message = toUtf8('the name of a commit');
const thing: SignedThing = {
  signer: { der: own.publicKey.spki, key: own.publicKey },
  content: { kind: 'message', signature: Uint8Array.of(1), digests: [] },
};

describe('what a log entry must be about', () => {
  it('is the signature of the evidence, unless the format knows of another one', () => {
    expect(loggedThing({}, thing)).toBe(thing);
  });

  it('is that other signature where the same key made it', () => {
    const signature = own.sign(message);
    expect(loggedThing({ over: { message, signature } }, thing).content).toEqual({
      kind: 'message',
      signature,
      digests: [{ hash: 'sha256', digest: sha256(message) }],
    });
  });

  it('is nothing at all where another key made it, or over something else', () => {
    const refused = expect.objectContaining({ code: 'LOG_BODY_MISMATCH' });
    const forged = { message, signature: foreign.sign(message) };
    const moved = { message, signature: own.sign(toUtf8('the name of another commit')) };
    for (const over of [forged, moved]) expect(() => loggedThing({ over }, thing)).toThrow(refused);
  });
});
