import { standingAt, type AssessmentInput } from '#compliance';
import { addDays, AppError, canonicalDigest, fromUtf8, type Instant } from '#kernel';

import { gatherInput } from '../evaluate-release/gather-input.js';
import type { AttestationDraftId, OrganizationId } from '../ids.js';
import { frameworkInForce } from '../mapping-layers/frameworks-in-force.js';
import type { Ports, Stores } from '../ports/index.js';
import { requireTenant } from '../tenant.js';
import type { DraftRecord } from './draft-record.js';

/** A draft says how things were when it was made; whoever signs later drafts again. */
export const MAX_DRAFT_DAYS = 7;
const NAMED = 3;

/** @throws AppError not-found DRAFT_UNKNOWN */
export async function requireDraft(stores: Pick<Stores, 'drafts'>, id: AttestationDraftId): Promise<DraftRecord> {
  const draft = (await stores.drafts.byIds([id])).get(id);
  if (draft !== undefined) return draft;
  throw new AppError('not-found', 'DRAFT_UNKNOWN', 'there is no such draft of an attestation');
}

/** @throws AppError conflict DRAFT_EXPIRED */
export function requireYoung({ asOf }: DraftRecord, now: Instant): void {
  if (now < addDays(asOf, MAX_DRAFT_DAYS)) return;
  throw new AppError(
    'conflict',
    'DRAFT_EXPIRED',
    `this draft says how things were at ${asOf}, which is more than ${MAX_DRAFT_DAYS} days ago: draft it again`,
  );
}

/**
 * Judges the release once more, by what is known and in force now: no sentence is signed that has fallen since it was
 * drafted. What got better meanwhile is no reason against an honest older statement.
 * @throws AppError conflict DRAFT_OUTDATED, and what the evaluation throws
 */
export async function requireStillTrue(
  ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'frameworks' | 'clock'>,
  organization: OrganizationId,
  draft: DraftRecord,
): Promise<void> {
  const now = ports.clock.now();
  const { signed, input, texts } = await ports.unitOfWork.run(organization, async (stores) => {
    const [release] = await stores.releases.byIds([draft.release]);
    const record = await stores.assessments.byInput(draft.input);
    if (release === undefined || record === undefined) throw new TypeError('a draft has a release and an assessment');
    const framework = await frameworkInForce(stores, ports.frameworks, draft.framework);
    const { slug } = await requireTenant(stores);
    return {
      signed: record.assessment,
      input: await gatherInput(stores, release, { framework, organization: slug, now }),
      texts: framework.texts,
    };
  });
  // Our own canonical bytes: the store has held them against their digest.
  const drafted = JSON.parse(fromUtf8(await ports.blobs.get(organization, draft.input))) as AssessmentInput;
  if (canonicalDigest(drafted.population.artifacts) !== canonicalDigest(input.population.artifacts)) {
    throw outdated('the list of what was released has changed since');
  }
  const { assessment } = await ports.judge.evaluate(input, texts);
  const fallen = standingAt(signed, assessment, now).fallen.map((each) => each.signed.control);
  if (assessment.slsaBuildLevel < signed.slsaBuildLevel) throw outdated('the SLSA Build level is lower now');
  if (fallen.length === 0) return;
  const more = fallen.length > NAMED ? ` and ${fallen.length - NAMED} more` : '';
  throw outdated(`what it says of ${fallen.slice(0, NAMED).join(', ')}${more} does not hold any more`);
}

function outdated(why: string): AppError {
  return new AppError('conflict', 'DRAFT_OUTDATED', `this draft cannot be signed: ${why}; see why, and draft it again`);
}
