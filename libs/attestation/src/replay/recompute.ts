import {
  assembleInput,
  choosePopulation,
  composeFramework,
  manifestsOf,
  evaluate,
  judgeAll,
  type Assessment,
  type AssessmentInput,
  type EvidenceJudgement,
  type Framework,
  type FrameworkTexts,
  type Population,
  type Scope,
} from '#compliance';
import type { Digest, Instant } from '#kernel';
import {
  loadTrustRoot,
  trustPolicy,
  Verifier,
  type Distrust,
  type TrustRootSource,
  type TrustRule,
} from '#verification';

/** By whose lights evidence is judged: the sender's come from the pack, the reader's from the reader. */
export interface Lights {
  readonly trustRoots: readonly TrustRootSource[];
  readonly rules: readonly TrustRule[];
  readonly framework: FrameworkTexts;
}

/** What is judged, and when. */
export interface Matter {
  readonly evidence: ReadonlyMap<Digest, Uint8Array>;
  readonly scope: Scope;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** Stands in only where it names no manifest and none verifies: it was then typed in by the sender. */
  readonly stated: Population;
}

export interface Recomputed {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly framework: Framework;
  readonly judgements: ReadonlyMap<Digest, EvidenceJudgement>;
}

const NO_POPULATION: Population = { source: 'declared', artifacts: [], revisions: [] };

/**
 * The whole way from bytes to statuses, by these lights and no others.
 * @throws ParseError where roots, catalog or mapping cannot be read
 */
export function recompute(matter: Matter, lights: Lights): Recomputed {
  const { scope, asOf, knownAt } = matter;
  const trustRoots = lights.trustRoots.map(loadTrustRoot);
  const framework = composeFramework(lights.framework);
  const verifierWithout = (distrusts: readonly Distrust[]) =>
    new Verifier({ trustRoots, rules: lights.rules, distrusts });
  const all = judgeAll([...matter.evidence.values()], scope.organization, verifierWithout);
  const judgements = new Map(all.map((judgement) => [judgement.verdict.evidence, judgement]));
  const input = assembleInput({
    scope,
    population: populationFrom(all, matter),
    catalog: framework.catalogDigest,
    mapping: framework.mappingDigests,
    trustRoots: lights.trustRoots.map(({ digest }) => digest),
    policy: trustPolicy(lights.rules).digest,
    facts: all.flatMap(({ facts }) => facts),
    findings: all.flatMap(({ findings }) => findings),
    rules: lights.rules,
    asOf,
    knownAt,
  });
  return { input, assessment: evaluate(input, framework.catalog, framework.mapping), framework, judgements };
}

/** A population without a manifest is nobody's word but the sender's, whatever it calls itself. */
function populationFrom(judgements: readonly EvidenceJudgement[], { scope, stated }: Matter): Population {
  const typed: Population = stated.manifest === undefined ? { ...stated, source: 'declared' } : NO_POPULATION;
  return choosePopulation(manifestsOf(scope, judgements)) ?? typed;
}
