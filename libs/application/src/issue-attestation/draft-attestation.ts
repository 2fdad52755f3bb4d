import { draftAssessment, frozenParts, statementPayload, type IssueParts, type LeafAccount } from '#attestation';
import { accountFor, type Assessment } from '#compliance';
import { AppError, type Digest } from '#kernel';
import { VERIFIER_VERSION } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import { toRecord } from '../evaluate-release/to-record.js';
import type { AttestationDraftId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { IntakeCheckpointRecord } from '../records.js';
import type { SequenceIntake } from '../sequence-intake/sequence-intake.js';
import type { DraftRecord } from './draft-record.js';
import { freezeParts } from './pack-table.js';
import { rejudge, type PackedEvidence } from './rejudge.js';
import { settledSnapshot } from './settled-snapshot.js';
import type { Snapshot, SnapshotOrder } from './snapshot.js';

export interface DraftOrder extends SnapshotOrder {
  /** The explicit word that signing over an expired trust root needs; the statement prints it. */
  readonly acceptStaleRoot: boolean;
  /** An attestation of the same product, in whose place it shall stand. */
  readonly supersedes?: Digest;
}

/** What was judged for a draft. */
interface Judged {
  readonly snapshot: Snapshot;
  readonly checkpoint: IntakeCheckpointRecord;
  readonly evidence: readonly PackedEvidence[];
  readonly assessment: Assessment;
}

/**
 * Judges a release now and freezes what would be signed about it: the statement to the byte, the report for people, and
 * all that leads there. Nothing is signed, and nobody outside learns of it.
 */
export class DraftAttestation {
  constructor(
    private readonly ports: Ports,
    private readonly sequence: Pick<SequenceIntake, 'run'>,
  ) {}

  /**
   * @throws AppError forbidden; not-found RELEASE_UNKNOWN, FRAMEWORK_NOT_STANDING, ATTESTATION_UNKNOWN; conflict EVIDENCE_UNSETTLED,
   * EVIDENCE_QUARANTINED, INTAKE_MOVING, NOTHING_RECEIVED; invalid TRUST_ROOT_STALE, POPULATION_EMPTY, SUPERSEDES_OTHER_PRODUCT
   */
  async run(actor: Actor, order: DraftOrder): Promise<DraftRecord> {
    requirePermission(actor, 'report:sign');
    const { organization } = actor;
    const { snapshot, checkpoint } = await settledSnapshot(this.ports, this.sequence, { organization, order });
    await this.requirePredecessor(actor, order, snapshot);
    const evidence = await rejudge(this.ports, organization, snapshot);
    const { assessment, inputBytes } = await this.ports.judge.evaluate(snapshot.input, snapshot.framework.texts);
    const frozen = await this.freeze(actor, order, { snapshot, checkpoint, evidence, assessment });
    await this.ports.blobs.put(organization, inputBytes);
    return this.keep(actor, { snapshot, assessment, frozen });
  }

  private async requirePredecessor(actor: Actor, { supersedes }: DraftOrder, { release }: Snapshot): Promise<void> {
    if (supersedes === undefined) return;
    await this.ports.unitOfWork.run(actor.organization, (stores) => requireSameProduct(stores, supersedes, release));
  }

  private async freeze(actor: Actor, order: DraftOrder, judged: Judged) {
    const { blobs } = this.ports;
    const parts = this.issueParts(order, judged);
    const { statement, report, reportBytes } = draftAssessment(parts);
    const { supersedes } = order;
    return {
      payload: await blobs.put(actor.organization, statementPayload(statement)),
      report: statement.predicate.report,
      validUntil: report.validity.until,
      parts: await freezeParts(blobs, actor.organization, frozenParts(parts, reportBytes)),
      ...(supersedes !== undefined && { supersedes }),
    };
  }

  private issueParts({ acceptStaleRoot, supersedes }: DraftOrder, judged: Judged): IssueParts {
    const { snapshot, checkpoint, evidence, assessment } = judged;
    const { note, timestamp } = checkpoint;
    const { framework, input, trust } = snapshot;
    const wording = this.ports.frameworks.wording(framework.catalog.id);
    return {
      ...{ input, assessment, framework, trustRoots: trust.roots, rules: trust.rules, acceptStaleRoot },
      ...(wording && { wording }),
      evidence: evidence.map(({ row: { digest, kind, format, origin }, verdict, bytes }) => ({
        ...{ digest, kind, format, verdict, bytes, collector: origin },
      })),
      intake: {
        ...{ leaves: snapshot.leaves, checkpoint: note, accounts: accountsOf(snapshot, assessment) },
        ...(timestamp && { timestamp }),
      },
      ...(supersedes !== undefined && { supersedes }),
      verifier: `averment ${VERIFIER_VERSION}`,
      synthetic: snapshot.organization.synthetic,
    };
  }

  private keep(
    actor: Actor,
    made: {
      readonly snapshot: Snapshot;
      readonly assessment: Assessment;
      readonly frozen: Pick<DraftRecord, 'payload' | 'report' | 'parts' | 'validUntil' | 'supersedes'>;
    },
  ): Promise<DraftRecord> {
    const { snapshot, assessment, frozen } = made;
    const { release, framework, input } = snapshot;
    const at = this.ports.clock.now();
    const draft: DraftRecord = {
      ...{ id: this.ports.identifiers.next() as AttestationDraftId, release: release.id },
      ...{ framework: framework.catalog.id, input: assessment.input, asOf: input.asOf, ...frozen },
      ...{ draftedBy: actor.principal, draftedAt: at },
    };
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.assessments.keep(toRecord({ release: release.id, framework, input, assessment, createdAt: at }));
      await stores.drafts.add(draft);
      const entry = { actor: actor.principal, action: 'attestation.drafted', target: draft.id, at };
      await stores.audit.append([{ ...entry, details: { release: release.id, report: draft.report } }]);
      return draft;
    });
  }
}

function accountsOf({ input, framework, evidence }: Snapshot, assessment: Assessment): readonly LeafAccount[] {
  const indexOf = new Map(evidence.map(({ digest, index }) => [digest, index]));
  return accountFor([...indexOf.keys()], input, assessment, framework.mapping).map(
    ({ evidence: digest, use }): LeafAccount => ({ index: indexOf.get(digest) ?? -1, evidence: digest, use }),
  );
}

/** @throws AppError not-found ATTESTATION_UNKNOWN; invalid SUPERSEDES_OTHER_PRODUCT */
async function requireSameProduct(stores: Stores, older: Digest, release: Snapshot['release']): Promise<void> {
  const attestation = await stores.attestations.byDigest(older);
  if (attestation === undefined)
    throw new AppError('not-found', 'ATTESTATION_UNKNOWN', `no attestation with digest ${older} was issued here`);
  const [of] = await stores.releases.byIds([attestation.release]);
  if (of?.product === release.product) return;
  throw new AppError(
    'invalid',
    'SUPERSEDES_OTHER_PRODUCT',
    'an attestation stands in the place of one about the same product: this one is about another',
  );
}
