import { COMPONENT_KINDS, type Anchor } from '#compliance';

import type { OrganizationId, ReleaseId } from '../ids.js';
import type { Job } from '../jobs.js';
import type { Stores } from '../ports/index.js';
import type { Conclusion, EvidenceRecord } from '../records.js';
import { isSlug, isVersion } from '../slug.js';

type Evaluation = 'evaluate-release' | 'reevaluate-release';

/**
 * What the conclusions are about: releases by digest or name at once, whole products or the organization by a job.
 * `evaluate` says how urgently releases are.
 */
export async function touchedJobs(
  { organization, evaluate }: { readonly organization: OrganizationId; readonly evaluate: Evaluation },
  stores: Stores,
  conclusions: readonly Conclusion[],
): Promise<Job[]> {
  const anchors = conclusions.flatMap(anchorsOf).filter(isNameable);
  const digests = new Set(anchors.flatMap((anchor) => (anchor.kind === 'digests' ? anchor.digests : [])));
  const releases = new Set(await stores.releases.touchedBy([...digests]));
  for (const release of await namedReleases(stores, anchors)) releases.add(release);
  const products = new Set(anchors.flatMap((anchor) => (anchor.kind === 'product' ? [anchor.product] : [])));
  return [
    ...[...releases].map((release) => ({ name: evaluate, organization, release })),
    ...[...products].map((product) => ({ name: 'evaluate-scope', organization, product }) as const),
    ...(anchors.some(({ kind }) => kind === 'organization') ? [{ name: 'evaluate-scope', organization } as const] : []),
  ];
}

/**
 * Evidence that may be about components of SBOMs, where it is new or its worth changed; what else a walk over everything
 * judges again is evaluated at the end of the walk. Whether any SBOM lists it is asked when it is settled.
 */
export function dependentsJobs(
  organization: OrganizationId,
  judged: readonly { readonly row: EvidenceRecord; readonly conclusion: Conclusion }[],
): Job[] {
  const evidence = judged.filter(isNewsOfComponents).map(({ row }) => row.id);
  return evidence.length === 0 ? [] : [{ name: 'evaluate-dependents', organization, evidence }];
}

function isNewsOfComponents({ row, conclusion }: { row: EvidenceRecord; conclusion: Conclusion }): boolean {
  if (row.verdict?.outcome === conclusion.verdict.outcome || row.subjects.length === 0) return false;
  return (COMPONENT_KINDS as readonly string[]).includes(row.kind);
}

function anchorsOf({ facts, findings }: Conclusion): readonly Anchor[] {
  return [...facts.map(({ anchor }) => anchor), ...findings.flatMap(({ claimedAnchors }) => claimedAnchors)];
}

/** Findings claim whatever a stranger wrote: a name that nothing of ours can have is looked up nowhere. */
function isNameable(anchor: Anchor): boolean {
  if (anchor.kind === 'product') return isSlug(anchor.product);
  return anchor.kind !== 'release' || (isSlug(anchor.product) && isVersion(anchor.release));
}

async function namedReleases(stores: Stores, anchors: readonly Anchor[]): Promise<readonly ReleaseId[]> {
  const found: ReleaseId[] = [];
  for (const anchor of anchors) {
    const release = anchor.kind === 'release' ? await stores.releases.find(anchor.product, anchor.release) : undefined;
    if (release !== undefined) found.push(release.id);
  }
  return found;
}
