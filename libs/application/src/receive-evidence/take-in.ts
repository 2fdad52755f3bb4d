import { intakeLeafBytes } from '#attestation';
import { AppError, digestOf, type Digest, type Instant } from '#kernel';

import type { Actor } from '../actor.js';
import type { EvidenceId } from '../ids.js';
import { verifyJobs } from '../jobs.js';
import type { Inspection, NewEvidence, Ports, Stores } from '../ports/index.js';
import type { BackPressure } from './back-pressure.js';
import type { ReceivedItem, Submission } from './receive-evidence.js';

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
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'clock' | 'identifiers'>,
    private readonly backPressure: Pick<BackPressure, 'check'>,
  ) {}

  /** One outcome per submission, in order. @throws AppError too-busy BACKLOG; unavailable */
  async run(actor: Actor, submissions: readonly Submission[]): Promise<readonly ReceivedItem[]> {
    await this.backPressure.check();
    const receivedAt = this.ports.clock.now();
    const [inspections] = await Promise.all([
      this.ports.judge.inspect(submissions.map(({ bytes }) => bytes)),
      Promise.all(submissions.map(({ bytes }) => this.ports.blobs.put(actor.organization, bytes))),
    ]);
    const rows = submissions.map((submission, index) =>
      this.toRow(actor, { submission, inspection: inspections[index], receivedAt }),
    );
    return this.ports.unitOfWork.run(actor.organization, (stores) => keep(actor, stores, rows));
  }

  private toRow(actor: Actor, { submission, inspection, receivedAt }: Arrival): NewEvidence {
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

async function keep(actor: Actor, stores: Stores, rows: readonly NewEvidence[]): Promise<readonly ReceivedItem[]> {
  const unique = [...new Map(rows.map((row) => [row.digest, row])).values()];
  const kept = new Map((await stores.evidence.add(unique)).map((entry) => [entry.digest, entry]));
  const added = unique.filter(({ digest }) => kept.get(digest)?.outcome === 'added');
  if (added.length > 0) await announce(actor, stores, added);
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

async function announce(actor: Actor, stores: Stores, added: readonly NewEvidence[]): Promise<void> {
  const { organization, principal } = actor;
  const ids = added.map(({ id }) => id);
  await stores.outbox.add([...verifyJobs(organization, ids), { name: 'sequence-intake', organization }]);
  await stores.audit.append(
    added.map(({ digest, receivedAt, origin }) => ({
      actor: principal,
      action: 'evidence.received',
      target: digest,
      details: { origin },
      at: receivedAt,
    })),
  );
}
