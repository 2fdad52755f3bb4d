import { isBackground, type Job } from '../jobs.js';
import type { Ports } from '../ports/index.js';
import { gatherInput } from './gather-input.js';

export type EvaluateJob = Extract<Job, { name: 'evaluate-release' | 'reevaluate-release' }>;

/** Judges one release by what is held now and keeps the result, with all its segments of time, as the current one. */
export class EvaluateRelease {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'judge' | 'frameworks' | 'blobs' | 'clock'>) {}

  async run(job: EvaluateJob): Promise<void> {
    const { organization, release: id } = job;
    const framework = this.ports.frameworks.current();
    const now = this.ports.clock.now();
    const input = await this.ports.unitOfWork.run(organization, async (stores) => {
      const [release] = await stores.releases.byIds([id]);
      const tenant = await stores.organizations.current();
      if (release === undefined || tenant === undefined) return undefined;
      // Asked for again and answered meanwhile: what somebody waited for was quicker than the background.
      if (isBackground(job) && !(await stores.outbox.awaitsEvaluation(id))) return undefined;
      const gathered = await gatherInput(stores, release, { framework, organization: tenant.slug, now });
      const news = await stores.releases.noteRevisions(id, gathered.population.revisions);
      // What settled about a revision while we read did not know yet that it touches this release: look once more.
      if (news > 0) await stores.outbox.add([job]);
      return gathered;
    });
    if (input === undefined) return;
    const { assessment, inputBytes } = await this.ports.judge.evaluate(input, framework.texts);
    await this.ports.blobs.put(organization, inputBytes);
    await this.ports.unitOfWork.run(organization, (stores) =>
      stores.assessments.keep({
        input: assessment.input,
        release: id,
        assessment,
        catalog: framework.catalogDigest,
        mapping: framework.mappingDigests[0] ?? framework.catalogDigest,
        population: { source: input.population.source, artifacts: input.population.artifacts.length },
        createdAt: now,
      }),
    );
  }
}
