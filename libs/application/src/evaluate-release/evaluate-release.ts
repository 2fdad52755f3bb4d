import type { AssessmentInput, Framework } from '#compliance';
import type { Digest, Instant } from '#kernel';
import { isDistrustCode } from '#verification';

import { isBackground, type Job } from '../jobs.js';
import { frameworksInForce } from '../mapping-layers/frameworks-in-force.js';
import type { Ports } from '../ports/index.js';
import type { AssessmentRecord } from '../records.js';
import { gatherInput, judgedBy } from './gather-input.js';
import { toRecord } from './to-record.js';

export type EvaluateJob = Extract<Job, { name: 'evaluate-release' | 'reevaluate-release' }>;

/**
 * Judges one release by what is held now, by every standing framework with the organization's layers, and keeps the results, with all their segments of
 * time, as the current ones. What is held is read once, whatever number of frameworks judge it.
 */
export class EvaluateRelease {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'judge' | 'frameworks' | 'blobs' | 'clock'>) {}

  async run(job: EvaluateJob): Promise<void> {
    const { organization, release } = job;
    const now = this.ports.clock.now();
    const gathered = await this.gather(job, now);
    if (gathered === undefined) return;
    const { input, frameworks } = gathered;
    const records = await this.judge(job, frameworks, input);
    const watchJob = { name: 'watch-attestations', organization, release } as const;
    await this.ports.unitOfWork.run(organization, async (stores) => {
      for (const record of records) await stores.assessments.keep(record);
      await stores.compromises.noteRelease(release, felledIn(input));
      await stores.outbox.evaluated(release, now);
      // What was signed about it is held against this, in its own time.
      if (await stores.standings.isWatched(release)) await stores.outbox.add([watchJob]);
    });
  }

  private gather(
    job: EvaluateJob,
    now: Instant,
  ): Promise<{ readonly input: AssessmentInput; readonly frameworks: readonly Framework[] } | undefined> {
    const { organization, release: id } = job;
    return this.ports.unitOfWork.run(organization, async (stores) => {
      const [release] = await stores.releases.byIds([id]);
      const tenant = await stores.organizations.current();
      if (release === undefined || tenant === undefined) return undefined;
      // Asked for again and answered meanwhile: what somebody waited for was quicker than the background.
      if (isBackground(job) && !(await stores.outbox.awaitsEvaluation(id))) return undefined;
      const frameworks = await frameworksInForce(stores, this.ports.frameworks);
      const input = await gatherInput(stores, release, { framework: frameworks[0], organization: tenant.slug, now });
      const news = await stores.releases.noteRevisions(id, input.population.revisions);
      // What settled about a revision while we read did not know yet that it touches this release: look once more.
      if (news > 0) await stores.outbox.add([job]);
      return { input, frameworks };
    });
  }

  private async judge(
    job: EvaluateJob,
    frameworks: readonly Framework[],
    gathered: AssessmentInput,
  ): Promise<readonly AssessmentRecord[]> {
    const { organization, release } = job;
    const names = frameworks.map(({ catalogDigest: catalog, mappingDigests: mapping, texts }) => ({
      ...{ catalog, mapping, texts },
    }));
    const evaluations = await this.ports.judge.evaluateEach(gathered, names);
    await Promise.all(evaluations.map(({ inputBytes }) => this.ports.blobs.put(organization, inputBytes)));
    return frameworks.map((framework, index) => {
      const assessment = evaluations[index]?.assessment;
      if (assessment === undefined) throw new TypeError('a framework was asked for and did not answer');
      const input = judgedBy(gathered, framework);
      return toRecord({ release, framework, input, assessment, createdAt: gathered.knownAt });
    });
  }
}

/** Evidence that touches the release and fell by a statement about a compromise. */
function felledIn({ findings }: AssessmentInput): readonly Digest[] {
  return findings.filter(({ codes }) => codes.some(isDistrustCode)).map(({ evidence }) => evidence);
}
