import { distrustsIn } from '#compliance';
import { canonicalDigest, type AppError, type Instant } from '#kernel';

import { ensureRelease } from '../manage-products/create-release.js';
import type { OrganizationId } from '../ids.js';
import { isBackground, MAX_ATTEMPTS, type Job } from '../jobs.js';
import type { Judgement, Ports, Stores, Trust } from '../ports/index.js';
import type { Conclusion, EvidenceRecord } from '../records.js';
import { isSlug, isVersion } from '../slug.js';
import { requireTenant } from '../tenant.js';
import { failureOf, toRetry } from './failure.js';
import { togetherOrOneByOne } from './one-by-one.js';
import { dependentsJobs, touchedJobs } from './touched-jobs.js';

export type VerifyJob = Extract<Job, { name: 'verify-evidence' | 'reverify-evidence' }>;

/** By what, for whom and since when a batch is judged. */
interface Bench {
  readonly organization: OrganizationId;
  /** How the releases that it touches are evaluated: as urgently as it was judged. */
  readonly evaluate: 'evaluate-release' | 'reevaluate-release';
  readonly trust: Trust;
  /** Before the trust was read: a judgement under newer trust is then always the later one, however long this one takes. */
  readonly since: Instant;
}

interface Judged {
  readonly row: EvidenceRecord;
  readonly conclusion: Conclusion;
}

type StatedManifest = NonNullable<Conclusion['manifest']>;

/** Brings evidence from stored to settled: verdict, facts and findings in one transaction, and the releases they touch told. */
export class VerifyEvidence {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'clock' | 'identifiers'>) {}

  /** Doing it twice changes nothing. @throws AppError unavailable when some items must be tried again */
  async run(job: VerifyJob): Promise<void> {
    const { organization } = job;
    const since = this.ports.clock.now();
    const { rows, trust } = await this.ports.unitOfWork.run(organization, async (stores) => ({
      rows: (await stores.evidence.byIds(job.evidence)).filter(({ state }) => state !== 'quarantined'),
      trust: await trustInForce(stores),
    }));
    const evaluate = isBackground(job) ? 'reevaluate-release' : 'evaluate-release';
    const bench: Bench = { organization, evaluate, trust, since };
    const judged = await togetherOrOneByOne(rows, (some) => this.judge(bench, some));
    const kept = await togetherOrOneByOne(judged.results, (some) => this.keep(bench, some));
    const retry = await this.setAside(organization, [
      ...judged.failures.map(({ item, error }) => ({ row: item, error })),
      ...kept.failures.map(({ item, error }) => ({ row: item.row, error })),
    ]);
    if (retry !== undefined) throw retry;
  }

  private async judge({ organization, trust }: Bench, rows: readonly EvidenceRecord[]): Promise<readonly Judged[]> {
    const bytes = await Promise.all(rows.map(({ digest }) => this.ports.blobs.get(organization, digest)));
    const judgements = await this.ports.judge.judge(bytes, trust);
    return rows.map((row, index) => {
      const judgement: Judgement | undefined = judgements[index];
      if (judgement?.verdict.evidence !== row.digest)
        throw new TypeError('a judgement is missing or about other bytes');
      return { row, conclusion: { evidence: row.id, ...judgement } };
    });
  }

  private async keep(
    { organization, evaluate, trust, since }: Bench,
    judged: readonly Judged[],
  ): Promise<readonly never[]> {
    const conclusions = judged.map(({ conclusion }) => conclusion);
    await this.ports.unitOfWork.run(organization, async (stores) => {
      await stores.evidence.conclude(conclusions, since);
      for (const manifest of manifestsOf(conclusions)) await this.keepManifest(organization, stores, manifest);
      await stores.outbox.add([
        ...(await touchedJobs({ organization, evaluate }, stores, conclusions)),
        ...dependentsJobs(organization, judged),
      ]);
      if (await changesTrust(stores, trust, conclusions)) {
        await stores.outbox.add([{ name: 'reverify-organization', organization }]);
      }
    });
    return [];
  }

  /** Without its product it stays a fact, and is brought round again when the product's release is named. */
  private async keepManifest(organization: OrganizationId, stores: Stores, manifest: StatedManifest): Promise<void> {
    const { product, release: version, record } = manifest;
    if (!isSlug(product) || !isVersion(version)) return;
    if (manifest.organization !== (await requireTenant(stores)).slug) return; // of another organization's release
    if ((await stores.products.bySlug(product)) === undefined) return;
    const order = { organization, by: 'system', product, version } as const;
    const { release } = await ensureRelease(stores, this.ports, order);
    await stores.releases.keepManifest(release.id, record);
  }

  /** Counts the attempt of each failed item; returns the error to retry with, if any item has attempts left. */
  private async setAside(
    organization: OrganizationId,
    failures: readonly { row: EvidenceRecord; error: unknown }[],
  ): Promise<AppError | undefined> {
    let retry: AppError | undefined;
    for (const { row, error } of failures) {
      const final = (row.failure?.attempts ?? 0) + 1 >= MAX_ATTEMPTS;
      const at: Instant = this.ports.clock.now();
      await this.ports.unitOfWork.run(organization, async (stores) => {
        await stores.evidence.recordFailure(row.id, failureOf(error), final);
        if (final)
          await stores.audit.append([{ actor: 'system', action: 'evidence.quarantined', target: row.digest, at }]);
      });
      if (!final) retry = toRetry(error);
    }
    return retry;
  }
}

/** Does somebody fall out of trust by these conclusions, or come back into it? Then everything held is judged again. */
async function changesTrust(
  stores: Stores,
  { distrusts }: Trust,
  conclusions: readonly Conclusion[],
): Promise<boolean> {
  const judged = new Set(conclusions.map(({ verdict }) => verdict.evidence));
  const before = distrusts.filter(({ statement }) => judged.has(statement));
  const facts = conclusions.flatMap((conclusion) => conclusion.facts);
  if (before.length === 0 && !facts.some(({ claim }) => claim.kind === 'compromise')) return false;
  const now = distrustsIn(facts, (await requireTenant(stores)).slug);
  return canonicalDigest(before) !== canonicalDigest(now);
}

/** By release, so that two batches that name the same releases cannot wait for each other in a circle. */
function manifestsOf(conclusions: readonly Conclusion[]): readonly StatedManifest[] {
  const place = ({ product, release }: StatedManifest) => `${product}@${release}`;
  const stated = conclusions.flatMap(({ manifest }) => manifest ?? []);
  return stated.toSorted((a, b) => (place(a) < place(b) ? -1 : Number(place(a) > place(b))));
}

export async function trustInForce(stores: Stores): Promise<Trust> {
  const { slug } = await requireTenant(stores);
  return {
    roots: await stores.trust.roots(),
    rules: (await stores.trust.rules()).map(({ rule }) => rule),
    distrusts: distrustsIn(await stores.evidence.compromises(), slug),
  };
}
