import type { Job, OrganizationId } from '#application';
import { canonicalDigest } from '#kernel';

export interface Ring {
  readonly id: string;
  readonly job: Job;
}
type VerifyJob = Extract<Job, { name: 'verify-evidence' }>;
interface VerifyRing {
  readonly id: string;
  readonly job: VerifyJob;
}

/** As many items as `receive` puts into one job: a job's lock must not outlive its work. */
const MOST_ITEMS = 50;

/**
 * Uploads that came one by one are verified together: what a job costs besides its items (transactions, queue) is then
 * shared by them. Nothing is left out, no organization meets another, and all other jobs stay as they are.
 */
export function gatherJobs(rings: readonly Ring[]): readonly Ring[] {
  const byOrganization = new Map<OrganizationId, VerifyRing[][]>();
  for (const ring of rings.filter(isVerify)) {
    const { organization } = ring.job;
    const groups = byOrganization.get(organization) ?? [];
    byOrganization.set(organization, groups);
    const last = groups.at(-1);
    if (last !== undefined && itemsOf([...last, ring]).length <= MOST_ITEMS) last.push(ring);
    else groups.push([ring]);
  }
  return [...[...byOrganization.values()].flat().map(merged), ...rings.filter((ring) => !isVerify(ring))];
}

function isVerify(ring: Ring): ring is VerifyRing {
  return ring.job.name === 'verify-evidence';
}

function itemsOf(group: readonly VerifyRing[]): VerifyJob['evidence'] {
  return [...new Set(group.flatMap(({ job }) => job.evidence))];
}

/** Its id names exactly these rows: gathered otherwise after a crash, they ring again rather than count as rung. */
function merged(group: readonly VerifyRing[]): Ring {
  const [first, ...others] = group;
  if (first === undefined) throw new RangeError('a group of jobs is never empty');
  if (others.length === 0) return first;
  const id = `g-${canonicalDigest(group.map((ring) => ring.id)).slice('sha256:'.length)}`;
  return { id, job: { ...first.job, evidence: itemsOf(group) } };
}
