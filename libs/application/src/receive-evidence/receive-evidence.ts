import { AppError, LIMITS } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { ReceivedItem, Submission } from './submission.js';
import type { TakeIn } from './take-in.js';

export type { ReceivedItem, Submission } from './submission.js';

export const MAX_BATCH = 500;

/** The door for evidence. What the bytes are worth is nobody's business here. */
export class ReceiveEvidence {
  constructor(private readonly takeIn: Pick<TakeIn, 'run'>) {}

  /** One outcome per submission, in order. @throws AppError forbidden; invalid BATCH_SIZE; too-large; too-busy; unavailable */
  async run(actor: Actor, submissions: readonly Submission[]): Promise<readonly ReceivedItem[]> {
    requirePermission(actor, 'evidence:write');
    requireSizes(submissions);
    return this.takeIn.run(actor, submissions);
  }
}

function requireSizes(submissions: readonly Submission[]): void {
  if (submissions.length === 0 || submissions.length > MAX_BATCH) {
    throw new AppError('invalid', 'BATCH_SIZE', `send 1 to ${MAX_BATCH} documents at once`);
  }
  const large = submissions.findIndex(({ bytes }) => bytes.length > LIMITS.documentBytes);
  if (large !== -1) {
    throw new AppError(
      'too-large',
      'DOCUMENT_TOO_LARGE',
      `document ${large + 1} is larger than ${LIMITS.documentBytes} bytes`,
    );
  }
  const empty = submissions.findIndex(({ bytes }) => bytes.length === 0);
  if (empty !== -1) throw new AppError('invalid', 'DOCUMENT_EMPTY', `document ${empty + 1} is empty`);
}
