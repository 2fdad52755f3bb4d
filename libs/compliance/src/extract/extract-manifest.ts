import type { Digest, Instant, SubjectDigest } from '#kernel';
import type { Statement, Subject } from '#evidence';
import type { TrustRule, Verified } from '#verification';

import type { Population, PopulationMember } from '../assessment.js';
import { anchorsUnder } from './extract-anchors.js';
import { matchedRules } from './extract-facts.js';

/** The population that a verified release manifest states, ready to be kept. */
export interface VerifiedManifest {
  /** Slug; a manifest of another organization's release defines nothing here. */
  readonly organization: string;
  readonly product: string;
  readonly release: string;
  readonly record: {
    readonly evidence: Digest;
    readonly source: Population['source'];
    readonly artifacts: readonly PopulationMember[];
    readonly revisions: readonly SubjectDigest[];
    readonly issuedAt: Instant;
  };
}

const WORTH = ['declared', 'signed-manifest', 'independent'] as const satisfies readonly Population['source'][];

/**
 * Reads the population out of a release manifest: artifacts are its subjects, revisions those that are commits only,
 * and the commit it states. Its worth is the best that a matched rule of its scope grants.
 * @returns undefined for other evidence, and for a manifest beyond the scope of every matched rule
 */
export function extractManifest(evidence: Verified, rules: readonly TrustRule[]): VerifiedManifest | undefined {
  const { content } = evidence;
  if (content.kind !== 'signed' || content.predicate?.kind !== 'release-manifest') return undefined;
  const entitled = matchedRules(evidence, rules).filter((rule) => anchorsUnder(rule, evidence).length > 0);
  if (entitled.length === 0 || content.statement === undefined) return undefined;
  const { scope, revision, issuedAt } = content.predicate;
  const { artifacts, revisions } = populationOf(content.statement);
  if (revision !== undefined) revisions.add(`gitCommit:${revision}`);
  return {
    organization: scope.organization,
    product: scope.product,
    release: scope.release,
    record: {
      evidence: evidence.digest,
      source: bestSource(entitled),
      artifacts,
      revisions: [...revisions].sort(),
      issuedAt,
    },
  };
}

function bestSource(rules: readonly TrustRule[]): Population['source'] {
  const worth = Math.max(...rules.map((rule) => WORTH.indexOf(rule.population ?? 'declared')));
  return WORTH[worth] ?? 'declared';
}

function populationOf({ subjects }: Statement): { artifacts: PopulationMember[]; revisions: Set<SubjectDigest> } {
  const artifacts: PopulationMember[] = [];
  const revisions = new Set<SubjectDigest>();
  for (const subject of subjects) {
    if (isRevision(subject)) for (const digest of subject.digests) revisions.add(digest);
    // A subject without an accepted digest stays a member: nothing can ever meet it, and the gap shows.
    else artifacts.push({ name: subject.name ?? subject.digests[0] ?? 'unnamed', digests: subject.digests });
  }
  return { artifacts, revisions };
}

function isRevision({ digests }: Subject): boolean {
  return digests.length > 0 && digests.every((digest) => digest.startsWith('gitCommit:'));
}
