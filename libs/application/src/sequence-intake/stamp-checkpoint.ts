import { AppError, toUtf8 } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import type { IntakeCheckpointRecord } from '../records.js';

type Needed = Pick<Ports, 'unitOfWork' | 'checkpointClock'>;

/**
 * The checkpoint with a time-stamp, once, where a clock is configured and answers. It is asked for checkpoints that a
 * statement names, outside any transaction; where it is away, the checkpoint goes without, and the statement shows that.
 */
export async function stampCheckpoint(
  { unitOfWork, checkpointClock }: Needed,
  organization: OrganizationId,
  checkpoint: IntakeCheckpointRecord,
): Promise<IntakeCheckpointRecord> {
  if (checkpointClock === undefined || checkpoint.timestamp !== undefined) return checkpoint;
  const timestamp = await checkpointClock.stamp(toUtf8(checkpoint.note)).catch(unlessUnavailable);
  if (timestamp === undefined) return checkpoint;
  const { size } = checkpoint;
  const kept = await unitOfWork.run(organization, async ({ intake }) => {
    await intake.stampCheckpoint(size, timestamp);
    return intake.checkpoint(size);
  });
  return kept ?? checkpoint;
}

function unlessUnavailable(error: unknown): undefined {
  if (error instanceof AppError && error.kind === 'unavailable') return undefined;
  throw error;
}
