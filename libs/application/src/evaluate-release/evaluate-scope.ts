import type { Job } from '../jobs.js';
import type { Ports } from '../ports/index.js';

const PAGE = 100;
export type EvaluateScopeJob = Extract<Job, { name: 'evaluate-scope' }>;

/** Asks for the evaluation of every release of a product or of the organization, a page a job, in the background lane. */
export class EvaluateScope {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork'>) {}

  run(job: EvaluateScopeJob): Promise<void> {
    const { organization, product, after } = job;
    return this.ports.unitOfWork.run(organization, async (stores) => {
      const scope = product === undefined ? {} : { product };
      const page = await stores.releases.inScope(scope, { first: PAGE, ...(after === undefined ? {} : { after }) });
      const last = page.items.at(-1)?.cursor;
      await stores.outbox.add([
        ...page.items.map(({ node }) => ({ name: 'reevaluate-release', organization, release: node }) as const),
        ...(page.hasNextPage && last !== undefined
          ? [{ name: 'evaluate-scope', organization, ...scope, after: last } as const]
          : []),
      ]);
    });
  }
}
