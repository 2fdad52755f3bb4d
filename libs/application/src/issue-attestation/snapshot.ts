import { touchingDigests } from '#attestation';
import type { AssessmentInput, Framework } from '#compliance';
import { AppError, canonicalDigest, type Instant } from '#kernel';

import { gatherInput } from '../evaluate-release/gather-input.js';
import { requireRelease } from '../manage-products/create-release.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import { frameworkInForce } from '../mapping-layers/frameworks-in-force.js';
import type { Frameworks, Stores, Trust } from '../ports/index.js';
import type { EvidenceRecord, IntakeCheckpointRecord, OrganizationRecord, ReleaseRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import { trustInForce } from '../verify-evidence/verify-evidence.js';
import { unsettled } from './rejudge.js';

/** What is to be stated: a release, by what it is judged (absent: the main framework). */
export interface SnapshotOrder {
  readonly product: string;
  readonly release: string;
  readonly framework?: string;
}

/** One consistent view of everything an attestation states. */
export interface Snapshot {
  readonly organization: OrganizationRecord;
  readonly release: ReleaseRecord;
  readonly input: AssessmentInput;
  /** What the organization judges by, its layers included. */
  readonly framework: Framework;
  readonly trust: Trust;
  /** Every item that touches the scope, settled and with its place in the intake log. */
  readonly evidence: readonly (EvidenceRecord & { readonly index: number })[];
  readonly leaves: readonly Uint8Array[];
}

/**
 * Undefined when something that touches the release has no place under the checkpoint yet, or changed meanwhile: sequence
 * and read again.
 * @throws AppError conflict EVIDENCE_UNSETTLED, EVIDENCE_QUARANTINED; not-found RELEASE_UNKNOWN, FRAMEWORK_NOT_STANDING
 */
export async function takeSnapshot(
  stores: Stores,
  order: SnapshotOrder,
  at: { readonly frameworks: Frameworks; readonly now: Instant; readonly checkpoint: IntakeCheckpointRecord },
): Promise<Snapshot | undefined> {
  const organization = await requireTenant(stores);
  const release = await requireRelease(stores, order.product, order.release);
  const judgedBy = standingFramework(at.frameworks, order.framework);
  const gather = async () => {
    const framework = await frameworkInForce(stores, at.frameworks, judgedBy);
    const place = { framework, organization: organization.slug, now: at.now };
    return { framework, input: await gatherInput(stores, release, place) };
  };
  const { framework, input } = await gather();
  const evidence = await touching(stores, input);
  requireSettled(evidence);
  const placed = evidence.flatMap(({ row, index }) =>
    index === undefined || index >= at.checkpoint.size ? [] : [{ ...row, index }],
  );
  if (placed.length < evidence.length) return undefined;
  const leaves = await stores.intake.leaves(0, at.checkpoint.size);
  const trust = await trustInForce(stores);
  // Each statement reads what was committed before it: what changed between the first and the last is read again.
  if (canonicalDigest((await gather()).input) !== canonicalDigest(input)) return undefined;
  return {
    organization,
    release,
    input,
    framework,
    trust,
    evidence: placed.toSorted((a, b) => a.index - b.index),
    leaves: leaves.map(({ leaf }) => leaf),
  };
}

/** By digest of what they name, scopes of decisions included, and by their own where the judgement knows them by another anchor. */
async function touching(
  stores: Stores,
  input: AssessmentInput,
): Promise<readonly { readonly row: EvidenceRecord; readonly index: number | undefined }[]> {
  const named = await stores.evidence.touching(touchingDigests(input));
  const known = new Set([...input.facts, ...input.findings].map(({ evidence }) => evidence));
  if (input.population.manifest !== undefined) known.add(input.population.manifest);
  const rows = await stores.evidence.byDigests([...new Set([...named.map(({ digest }) => digest), ...known])]);
  const indices = await stores.intake.indicesOf(rows.map(({ id }) => id));
  return rows.map((row) => ({ row, index: indices.get(row.id) }));
}

function requireSettled(evidence: readonly { readonly row: EvidenceRecord }[]): void {
  const open = evidence.filter(({ row }) => row.state === 'stored');
  if (open.length > 0) throw unsettled(open.length);
  const aside = evidence.find(({ row }) => row.state === 'quarantined');
  if (aside !== undefined) {
    throw new AppError(
      'conflict',
      'EVIDENCE_QUARANTINED',
      `${aside.row.digest} touches this release and is in quarantine, so it cannot be accounted for: replay it or see its reason`,
    );
  }
}
