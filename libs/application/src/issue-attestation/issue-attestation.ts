import { issueAssessment, type IssuedAssessment, type LeafAccount } from '#attestation';
import { accountFor, segmentAt, type Assessment } from '#compliance';
import { AppError, canonicalJson, digestOf, toUtf8, type Digest } from '#kernel';
import { VERIFIER_VERSION } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import { toRecord } from '../evaluate-release/to-record.js';
import type { FelledAttestation, Ports } from '../ports/index.js';
import type { AttestationRecord } from '../records.js';
import type { SequenceIntake } from '../sequence-intake/sequence-intake.js';
import { rejudge, type PackedEvidence } from './rejudge.js';
import { takeSnapshot, type Snapshot } from './snapshot.js';

export interface IssueOrder {
  readonly product: string;
  readonly release: string;
  /** The explicit word that signing over an expired trust root needs; the statement prints it. */
  readonly acceptStaleRoot: boolean;
}

const SNAPSHOT_TRIES = 5;
const BLOB_BATCH = 16;

/** Judges a release now, states the result with an account of everything received about it, signs and packs it. */
export class IssueAttestation {
  constructor(
    private readonly ports: Ports,
    private readonly sequence: Pick<SequenceIntake, 'run'>,
  ) {}

  /** @throws AppError forbidden; not-found; conflict EVIDENCE_UNSETTLED, EVIDENCE_QUARANTINED, INTAKE_MOVING; invalid TRUST_ROOT_STALE, POPULATION_EMPTY */
  async run(actor: Actor, order: IssueOrder): Promise<AttestationRecord> {
    requirePermission(actor, 'report:sign');
    const { snapshot, note } = await this.snapshot(actor, order);
    const evidence = await rejudge(this.ports, actor.organization, snapshot);
    const { input, framework } = snapshot;
    const { assessment, inputBytes } = await this.ports.judge.evaluate(input, framework.texts);
    const issued = await this.issue(actor, { snapshot, note, evidence, assessment, order });
    await this.requireOwnVerdict(issued.bundle, snapshot);
    return this.keep(actor, { snapshot, assessment, inputBytes, issued });
  }

  /** Sequence first, read afterwards: what arrives between is either under the checkpoint or makes us sequence again. */
  private async snapshot(
    actor: Actor,
    order: IssueOrder,
  ): Promise<{ readonly snapshot: Snapshot; readonly note: string }> {
    const { frameworks } = this.ports;
    for (let attempt = 0; attempt < SNAPSHOT_TRIES; attempt++) {
      const checkpoint = await this.sequence.run({ organization: actor.organization });
      if (checkpoint === undefined)
        throw new AppError('conflict', 'NOTHING_RECEIVED', 'nothing was received yet, so there is nothing to state');
      const now = this.ports.clock.now();
      const snapshot = await this.ports.unitOfWork.run(actor.organization, (stores) =>
        takeSnapshot(stores, order, { frameworks, now, checkpoint }),
      );
      if (snapshot !== undefined) return { snapshot, note: checkpoint.note };
    }
    throw new AppError(
      'conflict',
      'INTAKE_MOVING',
      'evidence about this release keeps arriving: try again when it has settled',
    );
  }

  private async issue(
    actor: Actor,
    parts: {
      readonly snapshot: Snapshot;
      readonly note: string;
      readonly evidence: readonly PackedEvidence[];
      readonly assessment: Assessment;
      readonly order: IssueOrder;
    },
  ): Promise<IssuedAssessment> {
    const { snapshot, note, evidence, assessment, order } = parts;
    const { framework } = snapshot;
    const wording = this.ports.frameworks.wording(framework.catalog.id);
    const indexOf = new Map(snapshot.evidence.map(({ digest, index }) => [digest, index]));
    const accounts = accountFor([...indexOf.keys()], snapshot.input, assessment, framework.mapping).map(
      ({ evidence: digest, use }): LeafAccount => ({ index: indexOf.get(digest) ?? -1, evidence: digest, use }),
    );
    return issueAssessment(
      {
        input: snapshot.input,
        assessment,
        framework,
        ...(wording && { wording }),
        trustRoots: snapshot.trust.roots,
        rules: snapshot.trust.rules,
        evidence: evidence.map(({ row: { digest, kind, format }, verdict, bytes }) => ({
          digest,
          kind,
          format,
          verdict,
          bytes,
        })),
        intake: { leaves: snapshot.leaves, checkpoint: note, accounts },
        acceptStaleRoot: order.acceptStaleRoot,
        verifier: `averment ${VERIFIER_VERSION}`,
        synthetic: snapshot.organization.synthetic,
      },
      await this.ports.keyring.signer(actor.organization),
    );
  }

  /** What we sign walks our own ladder before it is kept. */
  private async requireOwnVerdict(bundle: Uint8Array, snapshot: Snapshot): Promise<void> {
    const [judgement] = await this.ports.judge.judge([bundle], snapshot.trust);
    if (judgement?.verdict.outcome === 'verified') return;
    throw new AppError(
      'internal',
      'OWN_SIGNATURE_REFUSED',
      'the signed statement does not verify under the organization’s own rules; nothing was issued',
    );
  }

  private async keep(
    actor: Actor,
    parts: {
      readonly snapshot: Snapshot;
      readonly assessment: Assessment;
      readonly inputBytes: Uint8Array;
      readonly issued: IssuedAssessment;
    },
  ): Promise<AttestationRecord> {
    const { snapshot, assessment, inputBytes, issued } = parts;
    const { organization } = actor;
    await this.ports.blobs.put(organization, inputBytes);
    await this.ports.blobs.put(organization, issued.bundle);
    const signer = await this.ports.keyring.signer(organization);
    const record: AttestationRecord = {
      digest: digestOf(issued.bundle),
      release: snapshot.release.id,
      input: assessment.input,
      pack: await this.keepPack(actor, issued.pack),
      signedBy: actor.principal,
      signedAt: this.ports.clock.now(),
      keyFingerprint: signer.publicKey.fingerprint,
    };
    await this.ports.unitOfWork.run(organization, async (stores) => {
      const { release, framework, input } = snapshot;
      const kept = toRecord({ release: release.id, framework, input, assessment, createdAt: record.signedAt });
      await stores.assessments.keep(kept);
      await stores.attestations.keep(record);
      await stores.compromises.noteAttestation(record.digest, citedBy(assessment));
      await stores.audit.append([
        { actor: actor.principal, action: 'attestation.signed', target: record.digest, at: record.signedAt },
      ]);
    });
    return record;
  }

  /** Evidence is held already, so a pack costs only its own few files. */
  private async keepPack(actor: Actor, pack: ReadonlyMap<string, Uint8Array>): Promise<Digest> {
    const files = [...pack];
    for (let start = 0; start < files.length; start += BLOB_BATCH) {
      await Promise.all(
        files.slice(start, start + BLOB_BATCH).map(([, bytes]) => this.ports.blobs.put(actor.organization, bytes)),
      );
    }
    const table = Object.fromEntries(files.map(([path, bytes]) => [path, digestOf(bytes)]));
    return this.ports.blobs.put(actor.organization, toUtf8(canonicalJson(table)));
  }
}

/** Which result rests on which evidence, at the moment that is attested. */
function citedBy({ results, asOf }: Assessment): FelledAttestation['cites'] {
  return results.flatMap((result) =>
    segmentAt(result, asOf).evidence.map((evidence) => ({ control: result.control, evidence })),
  );
}
