import type { EvidenceId, OrganizationId } from '../ids.js';
import { verifyJobs, type Job } from '../jobs.js';
import type { Ports } from '../ports/index.js';
import type { VerifyEvidence } from './verify-evidence.js';

const PAGE = 100;
export type ReverifyJob = Extract<Job, { name: 'reverify-organization' }>;

/** After a change of trust: everything held is judged again, a page a job, in the background lane; then every release. */
export class ReverifyOrganization {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork'>,
    private readonly verify: Pick<VerifyEvidence, 'run'>,
  ) {}

  async run(job: ReverifyJob): Promise<void> {
    const { organization } = job;
    // One more than a page: whether this page is the last is known now, not by a job that finds nothing.
    const ids = await this.ports.unitOfWork.run(organization, (stores) =>
      stores.evidence.idsAfter(job.after, PAGE + 1),
    );
    const left = await this.verifyPage(organization, ids.slice(0, PAGE));
    await this.ports.unitOfWork.run(organization, (stores) => stores.outbox.add([...left, nextJob(organization, ids)]));
  }

  /** What fails is tried again by jobs of its own, so that one bad item does not end the walk. */
  private async verifyPage(organization: OrganizationId, evidence: readonly EvidenceId[]): Promise<readonly Job[]> {
    try {
      await this.verify.run({ name: 'reverify-evidence', organization, evidence });
      return [];
    } catch {
      return verifyJobs(organization, evidence, 'reverify-evidence');
    }
  }
}

/**
 * After the last page every release is evaluated again: its input names the trust that was in force, and evidence that
 * is no longer trusted does not say any more which product it was about.
 */
function nextJob(organization: OrganizationId, ids: readonly EvidenceId[]): Job {
  const after = ids.length > PAGE ? ids[PAGE - 1] : undefined;
  if (after === undefined) return { name: 'evaluate-scope', organization };
  return { name: 'reverify-organization', organization, after };
}
