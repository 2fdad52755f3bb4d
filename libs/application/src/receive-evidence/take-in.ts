import { intakeLeafBytes } from '#attestation';
import { AppError, digestOf, type Digest, type Instant } from '#kernel';

import type { Actor } from '../actor.js';
import type { EvidenceId, OrganizationId } from '../ids.js';
import { verifyJobs } from '../jobs.js';
import type { Inspection, NewEvidence, Ports, Stores } from '../ports/index.js';
import type { BackPressure } from './back-pressure.js';
import type { ReceivedItem, Submission } from './submission.js';
import { SharedTurns } from './shared-turns.js';

const MOST_ROWS = 500;

/** Who brings it, and to whom. */
export type Submitter = Pick<Actor, 'organization' | 'principal'>;

interface Arrival {
  readonly submission: Submission;
  readonly inspection: Inspection | undefined;
  readonly receivedAt: Instant;
}

/**
 * Bytes are stored first; then evidence rows, intake leaves, jobs and the audit entries in one transaction; only then
 * is anything acknowledged. Whoever calls has asked whether the actor may.
 */
export class TakeIn {
  /** The audit chain lets one transaction of an organization commit after the other: uploads at once share one. */
  private readonly turns: SharedTurns<OrganizationId, NewEvidence, ReceivedItem>;

  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'clock' | 'identifiers'>,
    private readonly backPressure: Pick<BackPressure, 'check'>,
  ) {
    this.turns = new SharedTurns(
      (organization, rows) => ports.unitOfWork.run(organization, (stores) => keep(organization, stores, rows)),
      MOST_ROWS,
    );
  }

  /** One outcome per submission, in order. @throws AppError too-busy BACKLOG; unavailable */
  async run(actor: Submitter, submissions: readonly Submission[]): Promise<readonly ReceivedItem[]> {
    await this.backPressure.check();
    const receivedAt = this.ports.clock.now();
    const [inspections] = await Promise.all([
      this.ports.judge.inspect(submissions.map(({ bytes }) => bytes)),
      Promise.all(submissions.map(({ bytes }) => this.ports.blobs.put(actor.organization, bytes))),
    ]);
    const rows = submissions.map((submission, index) =>
      this.toRow(actor, { submission, inspection: inspections[index], receivedAt }),
    );
    return this.turns.run(actor.organization, rows);
  }

  private toRow(actor: Submitter, { submission, inspection, receivedAt }: Arrival): NewEvidence {
    const digest = digestOf(submission.bytes);
    if (inspection?.digest !== digest) throw new TypeError('an inspection is missing or about other bytes');
    const { format, kind, subjects } = inspection;
    return {
      id: this.ports.identifiers.next() as EvidenceId,
      digest,
      size: submission.bytes.length,
      origin: submission.origin,
      submittedBy: actor.principal,
      receivedAt,
      format,
      kind,
      subjects,
      leaf: intakeLeafBytes({ evidence: digest, receivedAt, subjects }),
    };
  }
}

async function keep(
  organization: OrganizationId,
  stores: Stores,
  rows: readonly NewEvidence[],
): Promise<readonly ReceivedItem[]> {
  const firsts = new Map<Digest, NewEvidence>();
  for (const row of rows) if (!firsts.has(row.digest)) firsts.set(row.digest, row);
  const unique = [...firsts.values()];
  const kept = new Map((await stores.evidence.add(unique)).map((entry) => [entry.digest, entry]));
  const added = unique.filter(({ digest }) => kept.get(digest)?.outcome === 'added');
  if (added.length > 0) await announce(organization, stores, added);
  const seen = new Set<Digest>();
  return rows.map(({ digest }) => {
    const entry = kept.get(digest);
    if (entry === undefined)
      throw new AppError('internal', 'EVIDENCE_NOT_KEPT', 'the store did not answer for an item');
    const first = !seen.has(digest);
    seen.add(digest);
    return { digest, id: entry.id, outcome: entry.outcome === 'added' && first ? 'received' : 'known' };
  });
}

async function announce(organization: OrganizationId, stores: Stores, added: readonly NewEvidence[]): Promise<void> {
  const ids = added.map(({ id }) => id);
  await stores.outbox.add([...verifyJobs(organization, ids), { name: 'sequence-intake', organization }]);
  await stores.audit.append(
    added.map(({ digest, receivedAt, origin, submittedBy }) => ({
      actor: submittedBy,
      action: 'evidence.received',
      target: digest,
      details: { origin },
      at: receivedAt,
    })),
  );
}
