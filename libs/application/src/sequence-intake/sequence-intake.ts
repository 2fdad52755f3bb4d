import { intakeOrigin, signCheckpoint } from '#attestation';
import { CompactRange, leafHash, type MerkleNode } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { Job } from '../jobs.js';
import type { Ports, Stores } from '../ports/index.js';
import { requireTenant } from '../tenant.js';
import type { IntakeCheckpointRecord } from '../records.js';

const BATCH = 1000;
export type SequenceJob = Extract<Job, { name: 'sequence-intake' }>;

/** Gives waiting intake leaves their places, without gap or twin, and signs the tree that results. */
export class SequenceIntake {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'keyring' | 'clock'>) {}

  /** Returns the checkpoint that covers everything received before the call; undefined for an empty log. */
  async run(job: Pick<SequenceJob, 'organization'>): Promise<IntakeCheckpointRecord | undefined> {
    for (;;) {
      const { sequenced, checkpoint } = await this.sequenceBatch(job.organization);
      if (sequenced < BATCH) return checkpoint;
    }
  }

  private async sequenceBatch(organization: OrganizationId) {
    const signer = await this.ports.keyring.signer(organization);
    return this.ports.unitOfWork.run(organization, async (stores) => {
      await stores.intake.lock();
      const waiting = await stores.intake.unsequenced(BATCH);
      if (waiting.length === 0) return { sequenced: 0, checkpoint: await stores.intake.latestCheckpoint() };
      const range = await appendAll(stores, waiting);
      const origin = intakeOrigin((await requireTenant(stores)).slug);
      const note = await signCheckpoint({ origin, size: range.size, rootHash: range.root() }, signer);
      const checkpoint = { size: range.size, note, createdAt: this.ports.clock.now() };
      await stores.intake.keepCheckpoint(checkpoint);
      return { sequenced: waiting.length, checkpoint };
    });
  }
}

async function appendAll(
  stores: Stores,
  waiting: Awaited<ReturnType<Stores['intake']['unsequenced']>>,
): Promise<CompactRange> {
  const edge = await stores.intake.edge();
  let range = CompactRange.restore(edge.size, edge.hashes);
  const nodes: MerkleNode[] = [];
  const entries = waiting.map(({ evidence, leaf }) => {
    const index = range.size;
    const grown = range.appendWithNodes(leafHash(leaf));
    range = grown.range;
    nodes.push(...grown.nodes);
    return { evidence, index };
  });
  await stores.intake.append(entries, nodes);
  return range;
}
