import {
  fromBase64,
  fromUtf8,
  noteKeyHint,
  parseCheckpoint,
  parseSignedNote,
  PublicKey,
  toHex,
  type Checkpoint,
} from '#kernel';

import { verifyCheckpoint } from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { PASS, passIf, type Judge } from '../outcome.js';
import { rootListing, textOf } from '../trust-of-case.js';

/** Some cases are the text of a checkpoint alone, others the note around it. */
export const judgeCheckpointParse: Judge = (vector, corpus) => {
  const text = checkpointOf(vector, corpus);
  const isBody = /\bbody\b/.test(vector.why ?? '');
  const checkpoint = parseCheckpoint(isBody ? text : parseSignedNote(text).text);
  return vector.expected_output === undefined ? PASS : passIf(says(checkpoint, vector.expected_output), 'OTHER_VALUES');
};

function says(checkpoint: Checkpoint, expected: Readonly<Record<string, unknown>>): boolean {
  const { Origin, Size, Hash, OtherContent = [] } = expected;
  return (
    checkpoint.origin === Origin &&
    checkpoint.size === Size &&
    fromUtf8(checkpoint.rootHash) === Hash &&
    JSON.stringify(checkpoint.extensions) === JSON.stringify(OtherContent)
  );
}

interface LogKey {
  readonly origin_prefix: string;
  readonly spki_base64: string;
  readonly expected_root_hash: string;
}

/** Signature and origin by a trust root that lists this one log, and the root hash that the entry was proven to. */
export const judgeCheckpoint: Judge = (vector, corpus) => {
  const stated = JSON.parse(textOf(corpus.read(fileOf(vector, 'log_key') ?? ''))) as LogKey;
  const { logs } = rootListing({ tlogs: [{ baseUrl: `https://${stated.origin_prefix}`, key: stated.spki_base64 }] });
  for (const log of logs.values()) {
    const { rootHash } = verifyCheckpoint(checkpointOf(vector, corpus), log, 'rekor-v1');
    return passIf(toHex(rootHash) === toHex(fromBase64(stated.expected_root_hash)), 'OTHER_ROOT');
  }
  return { got: 'error', code: 'the case lists no log' };
};

/** Key id by which the signature lines of a note find their key. */
export const judgeKeyHash: Judge = (vector, corpus) => {
  const key = PublicKey.fromPem(textOf(corpus.read(fileOf(vector, 'key') ?? '')));
  const hint = Buffer.from(noteKeyHint(key, String(vector.policy?.['origin']))).readUInt32BE();
  return passIf(hint === vector.expected_output?.['key_id_uint32'], 'OTHER_VALUES');
};

function checkpointOf(vector: VectorCase, corpus: Corpus): string {
  return fromUtf8(corpus.read(fileOf(vector, 'checkpoint') ?? ''));
}
