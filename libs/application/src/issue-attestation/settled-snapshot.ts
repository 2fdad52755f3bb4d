import { AppError } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import type { IntakeCheckpointRecord } from '../records.js';
import type { SequenceIntake } from '../sequence-intake/sequence-intake.js';
import { stampCheckpoint } from '../sequence-intake/stamp-checkpoint.js';
import { takeSnapshot, type Snapshot, type SnapshotOrder } from './snapshot.js';

const SNAPSHOT_TRIES = 5;

/**
 * Sequence first, read afterwards: what arrives between is either under the checkpoint or makes us sequence again.
 * @throws AppError conflict NOTHING_RECEIVED, INTAKE_MOVING; what `takeSnapshot` throws
 */
export async function settledSnapshot(
  ports: Pick<Ports, 'unitOfWork' | 'frameworks' | 'clock' | 'checkpointClock'>,
  sequence: Pick<SequenceIntake, 'run'>,
  { organization, order }: { readonly organization: OrganizationId; readonly order: SnapshotOrder },
): Promise<{ readonly snapshot: Snapshot; readonly checkpoint: IntakeCheckpointRecord }> {
  const { frameworks } = ports;
  for (let attempt = 0; attempt < SNAPSHOT_TRIES; attempt++) {
    const checkpoint = await sequence.run({ organization });
    if (checkpoint === undefined)
      throw new AppError('conflict', 'NOTHING_RECEIVED', 'nothing was received yet, so there is nothing to state');
    const now = ports.clock.now();
    const snapshot = await ports.unitOfWork.run(organization, (stores) =>
      takeSnapshot(stores, order, { frameworks, now, checkpoint }),
    );
    if (snapshot !== undefined) return { snapshot, checkpoint: await stampCheckpoint(ports, organization, checkpoint) };
  }
  throw new AppError(
    'conflict',
    'INTAKE_MOVING',
    'evidence about this release keeps arriving: try again when it has settled',
  );
}
