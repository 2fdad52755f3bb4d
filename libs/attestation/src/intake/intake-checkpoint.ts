import {
  formatCheckpoint,
  formatSignedNote,
  noteKeyHint,
  ParseError,
  parseCheckpoint,
  parseSignedNote,
  toUtf8,
  verifyNote,
  type Checkpoint,
  type PublicKey,
} from '#kernel';

import { requireOwnSignature } from '../sign-statement.js';
import type { Signer } from '../signer.js';

/** The name of an organization's intake log; signature lines carry it too. @param organization slug or id */
export function intakeOrigin(organization: string): string {
  return `averment.dev/intake/${organization}`;
}

/** What a checkpoint says: the log's name, how many leaves, and the root over them. */
export interface IntakeTree {
  readonly size: number;
  readonly rootHash: Uint8Array;
  readonly origin: string;
}

/** A C2SP checkpoint of the intake log as a signed note (text, ends in a newline). */
export async function signCheckpoint(tree: IntakeTree, signer: Signer): Promise<string> {
  const text = formatCheckpoint(tree);
  const message = toUtf8(text);
  const signature = await signer.sign(message);
  requireOwnSignature(signer, message, signature);
  return formatSignedNote(text, tree.origin, noteKeyHint(signer.publicKey, tree.origin), signature);
}

/**
 * Proves: the holder of `key` stated this size and root for the log named `origin`. Assumes: nothing about whether
 * another checkpoint was shown to somebody else (a split view). @throws ParseError NOTE_INVALID, CHECKPOINT_*
 */
export function verifyCheckpoint(
  note: string,
  expected: { readonly origin: string; readonly key: PublicKey },
): Checkpoint {
  const signed = parseSignedNote(note);
  const checkpoint = parseCheckpoint(signed.text);
  if (checkpoint.origin !== expected.origin) {
    throw new ParseError(
      'CHECKPOINT_ORIGIN',
      `the checkpoint is of another log than ${expected.origin}: take the one of this organization`,
    );
  }
  if (!verifyNote(signed, expected.origin, expected.key)) {
    throw new ParseError('CHECKPOINT_SIGNATURE', 'no signature line of the checkpoint verifies under the expected key');
  }
  return checkpoint;
}
