import type { OrganizationId, PrincipalId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { KeepingRun } from '../records.js';
import type { SequenceIntake } from '../sequence-intake/sequence-intake.js';
import { NOTHING_EXAMINED } from './keeping-progress.js';

const KEEPER = 'evidence keeper';

/** Begins a run when the one before it is kept, up to a checkpoint that covers everything received until now. */
export class BeginRun {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>,
    private readonly sequence: Pick<SequenceIntake, 'run'>,
  ) {}

  /** Undefined where it is not its turn, or nothing was received yet. */
  async run(organization: OrganizationId, number: number): Promise<KeepingRun | undefined> {
    const checkpoint = await this.sequence.run({ organization });
    const startedAt = this.ports.clock.now();
    return this.ports.unitOfWork.run(organization, async (stores) => {
      const before = await stores.keeping.latest();
      if ((before?.number ?? 0) !== number - 1) return undefined;
      if (before !== undefined && before.keptAt === undefined) return undefined;
      await stores.keeping.noteTurn();
      if (checkpoint === undefined) return undefined;
      const keeper = before?.keeper ?? (await this.newKeeper(stores));
      const { size, note } = checkpoint;
      await stores.keeping.begin({ number, keeper, startedAt, size, checkpoint: note, progress: NOTHING_EXAMINED });
      return stores.keeping.run(number);
    });
  }

  /** A principal like every other that submits evidence; one for all runs. */
  private async newKeeper(stores: Stores): Promise<PrincipalId> {
    const id = this.ports.identifiers.next() as PrincipalId;
    await stores.organizations.addPrincipal({ id, kind: 'machine', name: KEEPER });
    return id;
  }
}
