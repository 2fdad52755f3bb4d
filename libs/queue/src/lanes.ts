import { JOB_LANES, LANES, type Job, type JobName, type Lane } from '#application';

export interface Ring {
  readonly id: string;
  readonly job: Job;
}

/** BullMQ keeps `:` for its keys and takes digits alone for ids of its own. */
const JOB_ID = /^(?!\d+$)[A-Za-z0-9._-]{1,128}$/;

/** Jobs by the lane they run in, in order; lanes without a job are left out. */
export function byLane(rings: readonly Ring[]): ReadonlyMap<Lane, readonly Ring[]> {
  const lanes = LANES.map((lane) => [lane, rings.filter(({ job }) => JOB_LANES[job.name] === lane)] as const);
  return new Map(lanes.filter(([, jobs]) => jobs.length > 0));
}

/** A mistake of ours, never of a sender. @throws TypeError */
export function requireJobId(id: string): string {
  if (JOB_ID.test(id)) return id;
  throw new TypeError('a job id has 1 to 128 letters, digits, dots, underscores or dashes, and not digits alone');
}

/** What comes out of a queue was written by some version of this program, perhaps not by this one. */
export function isJob(value: unknown): value is Job {
  if (typeof value !== 'object' || value === null) return false;
  const { name, organization } = value as { name?: unknown; organization?: unknown };
  return typeof name === 'string' && isJobName(name) && typeof organization === 'string';
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOB_LANES, name);
}
