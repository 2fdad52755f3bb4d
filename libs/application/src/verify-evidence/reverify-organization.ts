import type { Job } from '../jobs.js';
import type { Ports } from '../ports/index.js';
import type { VerifyEvidence } from './verify-evidence.js';

const PAGE = 100;
export type ReverifyJob = Extract<Job, { name: 'reverify-organization' }>;

/** After a change of trust: everything held is judged again, a page a job, in the background lane. */
export class ReverifyOrganization {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork'>,
    private readonly verify: Pick<VerifyEvidence, 'run'>,
  ) {}

  async run(job: ReverifyJob): Promise<void> {
    const { organization } = job;
    const evidence = await this.ports.unitOfWork.run(organization, (stores) =>
      stores.evidence.idsAfter(job.after, PAGE),
    );
    const after = evidence.at(-1);
    if (after === undefined) return;
    await this.verify.run({ name: 'verify-evidence', organization, evidence });
    if (evidence.length < PAGE) return;
    await this.ports.unitOfWork.run(organization, (stores) =>
      stores.outbox.add([{ name: 'reverify-organization', organization, after }]),
    );
  }
}
