import {
  assembleInput,
  choosePopulation,
  relevantDigests,
  type AssessmentInput,
  type Fact,
  type Framework,
  type Population,
  type Scope,
} from '#compliance';
import { isSubjectDigest, type Instant, type SubjectDigest } from '#kernel';
import { trustPolicy } from '#verification';

import type { Stores } from '../ports/index.js';
import type { ReleaseRecord } from '../records.js';
import { trustInForce } from '../verify-evidence/verify-evidence.js';

const NOTHING_DECLARED: Population = { source: 'declared', artifacts: [], revisions: [] };

/** Reads what is known about a release now and assembles the one input a judgement depends on. */
export async function gatherInput(
  stores: Stores,
  release: ReleaseRecord,
  at: { readonly framework: Framework; readonly organization: string; readonly now: Instant },
): Promise<AssessmentInput> {
  const scope: Scope = { organization: at.organization, product: release.productSlug, release: release.version };
  const manifest = (await stores.releases.manifests([release.id])).get(release.id);
  const population = (manifest === undefined ? undefined : choosePopulation([manifest])) ?? NOTHING_DECLARED;
  const held = await heldAbout(stores, scope, population);
  const { roots, rules } = await trustInForce(stores);
  return assembleInput({
    scope,
    population,
    catalog: at.framework.catalogDigest,
    mapping: at.framework.mappingDigests,
    trustRoots: roots.map(({ digest }) => digest),
    policy: trustPolicy(rules).digest,
    facts: held.facts,
    findings: held.findings,
    sboms: held.sboms,
    rules,
    asOf: at.now,
    knownAt: at.now,
  });
}

/** The same things known, to be judged by another framework. */
export function judgedBy(input: AssessmentInput, { catalogDigest, mappingDigests }: Framework): AssessmentInput {
  return { ...input, catalog: catalogDigest, mapping: mappingDigests };
}

/**
 * A constant number of reads: about the artifacts, once more with the revisions that their verified provenance names,
 * and about the components that SBOMs among all this list.
 */
async function heldAbout(stores: Stores, scope: Scope, population: Population) {
  const { facts, findings } = await heldAboutParts(stores, scope, population);
  const sboms = facts.filter(({ claim }) => claim.kind === 'sbom').map(({ evidence }) => evidence);
  const components = await stores.evidence.components([...new Set(sboms)]);
  return {
    facts: [...facts, ...components.facts],
    findings: [...findings, ...components.findings],
    sboms: components.sboms,
  };
}

async function heldAboutParts(stores: Stores, scope: Scope, population: Population) {
  const digests = relevantDigests(population);
  const where = { product: scope.product, release: scope.release };
  const first = await stores.evidence.about({ ...where, digests });
  const revisions = revisionsOf(first.facts).filter((revision) => !digests.includes(revision));
  return revisions.length === 0 ? first : stores.evidence.about({ ...where, digests: [...digests, ...revisions] });
}

function revisionsOf(facts: readonly Fact[]): SubjectDigest[] {
  const named = facts.flatMap(({ claim }) =>
    claim.kind === 'build-provenance' && claim.revision !== undefined ? [`gitCommit:${claim.revision}`] : [],
  );
  return [...new Set(named)].filter(isSubjectDigest);
}
