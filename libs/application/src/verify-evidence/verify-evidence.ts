import type { AppError, Instant } from '#kernel';

import { ensureRelease } from '../manage-products/create-release.js';
import type { OrganizationId } from '../ids.js';
import { MAX_ATTEMPTS, type Job } from '../jobs.js';
import type { Judgement, Ports, Stores, Trust } from '../ports/index.js';
import type { Conclusion, EvidenceRecord } from '../records.js';
import { failureOf, toRetry } from './failure.js';

export type VerifyJob = Extract<Job, { name: 'verify-evidence' }>;

/** Brings evidence from stored to settled: verdict, facts and findings in one transaction, and the releases they touch told. */
export class VerifyEvidence {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'clock' | 'identifiers'>) {}

  /** Doing it twice changes nothing. @throws AppError unavailable when some items must be tried again */
  async run(job: VerifyJob): Promise<void> {
    const { organization } = job;
    const { rows, trust } = await this.ports.unitOfWork.run(organization, async (stores) => ({
      rows: (await stores.evidence.byIds(job.evidence)).filter(({ state }) => state !== 'quarantined'),
      trust: await trustInForce(stores),
    }));
    if (rows.length === 0) return;
    const { conclusions, failures } = await this.judge(organization, rows, trust);
    await this.ports.unitOfWork.run(organization, (stores) => this.conclude(organization, stores, conclusions));
    const retry = await this.setAside(organization, failures);
    if (retry !== undefined) throw retry;
  }

  /** The whole batch at once; when that fails, one by one, so that a poisonous item stands alone. */
  private async judge(organization: OrganizationId, rows: readonly EvidenceRecord[], trust: Trust) {
    try {
      return { conclusions: await this.judgeTogether(organization, rows, trust), failures: [] };
    } catch (error) {
      if (rows.length === 1 && rows[0] !== undefined) return { conclusions: [], failures: [{ row: rows[0], error }] };
    }
    const conclusions: Conclusion[] = [];
    const failures: { row: EvidenceRecord; error: unknown }[] = [];
    for (const row of rows) {
      try {
        conclusions.push(...(await this.judgeTogether(organization, [row], trust)));
      } catch (error) {
        failures.push({ row, error });
      }
    }
    return { conclusions, failures };
  }

  private async judgeTogether(
    organization: OrganizationId,
    rows: readonly EvidenceRecord[],
    trust: Trust,
  ): Promise<Conclusion[]> {
    const bytes = await Promise.all(rows.map(({ digest }) => this.ports.blobs.get(organization, digest)));
    const judgements = await this.ports.judge.judge(bytes, trust);
    return rows.map((row, index) => {
      const judgement: Judgement | undefined = judgements[index];
      if (judgement?.verdict.evidence !== row.digest)
        throw new TypeError('a judgement is missing or about other bytes');
      return { evidence: row.id, ...judgement };
    });
  }

  private async conclude(
    organization: OrganizationId,
    stores: Stores,
    conclusions: readonly Conclusion[],
  ): Promise<void> {
    if (conclusions.length === 0) return;
    await stores.evidence.conclude(conclusions, this.ports.clock.now());
    for (const { manifest } of conclusions) {
      if (manifest !== undefined) await this.keepManifest(stores, manifest);
    }
    await stores.outbox.add(await touchedJobs(organization, stores, conclusions));
  }

  private async keepManifest(stores: Stores, manifest: NonNullable<Conclusion['manifest']>): Promise<void> {
    const product = await stores.products.bySlug(manifest.product);
    if (product === undefined) return; // kept as a fact; brought round again when the product's release is named
    const order = { product: manifest.product, version: manifest.release };
    const { release } = await ensureRelease(stores, this.ports, order);
    await stores.releases.keepManifest(release.id, manifest.record);
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

export async function trustInForce(stores: Stores): Promise<Trust> {
  return { roots: await stores.trust.roots(), rules: (await stores.trust.rules()).map(({ rule }) => rule) };
}

/** What the conclusions are about: releases by digest or name at once, whole products or the organization by a job. */
async function touchedJobs(
  organization: OrganizationId,
  stores: Stores,
  conclusions: readonly Conclusion[],
): Promise<Job[]> {
  const anchors = conclusions.flatMap(({ facts, findings }) => [
    ...facts.map(({ anchor }) => anchor),
    ...findings.flatMap(({ claimedAnchors }) => claimedAnchors),
  ]);
  const digests = new Set(anchors.flatMap((anchor) => (anchor.kind === 'digests' ? anchor.digests : [])));
  const releases = new Set(await stores.releases.touchedBy([...digests]));
  for (const anchor of anchors) {
    if (anchor.kind !== 'release') continue;
    const release = await stores.releases.find(anchor.product, anchor.release);
    if (release !== undefined) releases.add(release.id);
  }
  const products = new Set(anchors.flatMap((anchor) => (anchor.kind === 'product' ? [anchor.product] : [])));
  return [
    ...[...releases].map((release) => ({ name: 'evaluate-release', organization, release }) as const),
    ...[...products].map((product) => ({ name: 'evaluate-scope', organization, product }) as const),
    ...(anchors.some(({ kind }) => kind === 'organization') ? [{ name: 'evaluate-scope', organization } as const] : []),
  ];
}
