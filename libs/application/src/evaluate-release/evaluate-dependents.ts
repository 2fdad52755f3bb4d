import type { Job } from '../jobs.js';
import type { Ports } from '../ports/index.js';

const PAGE = 100;
export type EvaluateDependentsJob = Extract<Job, { name: 'evaluate-dependents' }>;

/**
 * Asks for the evaluation of every release with an SBOM that lists what this evidence is about, a page of SBOMs a job,
 * in the background lane. It looks after the evidence was settled: an SBOM that settled at the same time is seen here,
 * or its own evaluation sees the evidence.
 */
export class EvaluateDependents {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork'>) {}

  run({ organization, evidence, after }: EvaluateDependentsJob): Promise<void> {
    return this.ports.unitOfWork.run(organization, async (stores) => {
      const page = await stores.evidence.dependents(evidence, {
        first: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      const releases = await stores.releases.touchedBy([...new Set(page.items.flatMap(({ node }) => node.subjects))]);
      const last = page.items.at(-1)?.cursor;
      const isLast = !page.hasNextPage || last === undefined;
      await stores.outbox.add([
        ...releases.map((release) => ({ name: 'reevaluate-release', organization, release }) as const),
        ...(isLast ? [] : [{ name: 'evaluate-dependents', organization, evidence, after: last } as const]),
      ]);
      if (isLast) await stores.outbox.dependentsTold(evidence);
    });
  }
}
