import { intakeLeafBytes } from '#attestation';
import { AppError, digestOf, LIMITS, type Digest, type Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { EvidenceId } from '../ids.js';
import type { Inspection, NewEvidence, Ports, Stores } from '../ports/index.js';
import type { BackPressure } from './back-pressure.js';

export const MAX_BATCH = 500;
/** Small enough that one job's lock never outlives its work. */
const JOB_BATCH = 50;

export interface Submission {
  readonly bytes: Uint8Array;
  /** In words a person can check: `upload by ci-release`. */
  readonly origin: string;
}

export interface ReceivedItem {
  readonly digest: Digest;
  readonly id: EvidenceId;
  /** `known`: these very bytes are held already; nothing changed. */
  readonly outcome: 'received' | 'known';
}

/**
 * The door. Bytes are stored first; then evidence rows, intake leaves, jobs and the audit entry in one transaction;
 * only then is anything acknowledged. What the bytes are worth is nobody's business here.
 */
export class ReceiveEvidence {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'clock' | 'identifiers'>,
    private readonly backPressure: Pick<BackPressure, 'check'>,
  ) {}

  /** One outcome per submission, in order. @throws AppError forbidden; invalid BATCH_SIZE; too-large; too-busy; unavailable */
  async run(actor: Actor, submissions: readonly Submission[]): Promise<readonly ReceivedItem[]> {
    requirePermission(actor, 'evidence:write');
    requireSizes(submissions);
    await this.backPressure.check();
    const receivedAt = this.ports.clock.now();
    const [inspections] = await Promise.all([
      this.ports.judge.inspect(submissions.map(({ bytes }) => bytes)),
      Promise.all(submissions.map(({ bytes }) => this.ports.blobs.put(actor.organization, bytes))),
    ]);
    const rows = submissions.map((submission, index) =>
      this.toRow(actor, { submission, inspection: inspections[index], receivedAt }),
    );
    return this.ports.unitOfWork.run(actor.organization, (stores) => this.keep(actor, stores, rows));
  }

  private toRow(
    actor: Actor,
    item: {
      readonly submission: Submission;
      readonly inspection: Inspection | undefined;
      readonly receivedAt: Instant;
    },
  ): NewEvidence {
    const { submission, receivedAt } = item;
    const digest = digestOf(submission.bytes);
    const { format, kind, subjects } = item.inspection ?? { format: 'unknown', kind: 'other', subjects: [] };
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

  private async keep(actor: Actor, stores: Stores, rows: readonly NewEvidence[]): Promise<readonly ReceivedItem[]> {
    const unique = [...new Map(rows.map((row) => [row.digest, row])).values()];
    const kept = new Map((await stores.evidence.add(unique)).map((entry) => [entry.digest, entry]));
    const added = unique.filter(({ digest }) => kept.get(digest)?.outcome === 'added');
    if (added.length > 0) await this.announce(actor, stores, added);
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

  private async announce(actor: Actor, stores: Stores, added: readonly NewEvidence[]): Promise<void> {
    const { organization, principal } = actor;
    const batches = Array.from({ length: Math.ceil(added.length / JOB_BATCH) }, (_, index) =>
      added.slice(index * JOB_BATCH, (index + 1) * JOB_BATCH).map(({ id }) => id),
    );
    await stores.outbox.add([
      ...batches.map((evidence) => ({ name: 'verify-evidence', organization, evidence }) as const),
      { name: 'sequence-intake', organization },
    ]);
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
