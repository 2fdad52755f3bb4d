import { evidenceKeepingStatement, intakeOrigin, signStatement, verifyCheckpoint, type Signer } from '#attestation';
import type { EvidenceKeeping } from '#evidence';
import { digestOf, ParseError, toHex, type Checkpoint, type Instant } from '#kernel';
import { VERIFIER_VERSION } from '#verification';

import type { OrganizationId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { TakeIn } from '../receive-evidence/take-in.js';
import type { KeepingRecord, KeepingRun } from '../records.js';
import { requireTenant } from '../tenant.js';
import { rootOf, type LogRoot } from './log-walk.js';
import { previousLog } from './walk-page.js';

interface Closing {
  readonly run: KeepingRun;
  readonly slug: string;
  readonly previous: LogRoot | undefined;
  readonly signer: Signer;
  readonly finishedAt: Instant;
}

/** Signs what a run has found, once, and takes it in like all evidence. */
export class ConcludeRun {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'keyring'>,
    private readonly takeIn: Pick<TakeIn, 'run'>,
  ) {}

  async run(organization: OrganizationId, run: KeepingRun): Promise<KeepingRecord> {
    const record = await this.signedRecord(organization, run);
    const origin = `run ${run.number} of the keeping job`;
    await this.takeIn.run({ organization, principal: run.keeper }, [{ bytes: record.bundle, origin }]);
    const at = this.ports.clock.now();
    await this.ports.unitOfWork.run(organization, async (stores) => {
      if (!(await stores.keeping.finish(run.number, at))) return;
      const { altered, missing, changed, log } = record;
      const counts = { altered: altered.count, missing: missing.count, changed: changed.count };
      const details = { ...counts, logConsistent: log.consistent };
      await stores.audit.append([{ actor: run.keeper, action: 'evidence.kept', target: record.digest, details, at }]);
    });
    return record;
  }

  /** Two signatures over the same differ: the first that is kept is the record, whoever comes to it again. */
  private async signedRecord(organization: OrganizationId, run: KeepingRun): Promise<KeepingRecord> {
    const { unitOfWork, keyring, clock } = this.ports;
    const known = await unitOfWork.run(organization, ({ keeping }) => keeping.record(run.number));
    if (known !== undefined) return known;
    const closing = await unitOfWork.run(organization, async (stores) => ({
      run,
      slug: (await requireTenant(stores)).slug,
      previous: await previousLog(stores, run),
    }));
    const signer = await keyring.signer(organization);
    const predicate = predicateOf({ ...closing, signer, finishedAt: clock.now() });
    const bundle = await signStatement(evidenceKeepingStatement(predicate, run.checkpoint), signer);
    const record = { ...predicate, number: run.number, digest: digestOf(bundle), bundle };
    return unitOfWork.run(organization, (stores: Stores) => stores.keeping.keepRecord(record));
  }
}

function predicateOf(closing: Closing): Omit<EvidenceKeeping, 'kind'> {
  const { run, slug, finishedAt } = closing;
  const { counts, trust } = run.progress;
  if (trust === undefined) throw new TypeError('a run that looked at nothing is not concluded');
  return {
    scope: { organization: slug },
    startedAt: run.startedAt,
    finishedAt,
    ...counts,
    log: logOf(closing),
    verifier: VERIFIER_VERSION,
    ...trust,
  };
}

/** Consistent: every leaf stands in the tree that our own checkpoint signs, and so did all that the last record saw. */
function logOf({ run, slug, previous, signer }: Closing): EvidenceKeeping['log'] {
  const { walk } = run.progress;
  const signed = checkpointOf(run.checkpoint, slug, signer);
  const rebuilt = rootOf(walk);
  const isWhole = walk.size === run.size && walk.entriesChecked === run.size;
  const isSigned = signed !== undefined && signed.size === run.size && toHex(signed.rootHash) === rebuilt;
  return {
    size: run.size,
    rootHash: signed === undefined ? rebuilt : toHex(signed.rootHash),
    ...(previous && { previous }),
    consistent: isWhole && isSigned && (previous === undefined || walk.sawPrevious),
    entriesChecked: walk.entriesChecked,
  };
}

function checkpointOf(note: string, organization: string, { publicKey: key }: Signer): Checkpoint | undefined {
  try {
    return verifyCheckpoint(note, { origin: intakeOrigin(organization), key });
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
