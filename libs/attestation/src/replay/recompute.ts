import {
  assembleInput,
  choosePopulation,
  composeFramework,
  manifestsOf,
  evaluate,
  distrustsIn,
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

/** What follows from one item; `fault` is nobody's business here. */
export type ItemJudgement = Omit<EvidenceJudgement, 'fault'>;

/** Judges items under these roots and rules, in order: elsewhere, on more threads, with a bar to watch. */
export type JudgeItems = (
  items: readonly Uint8Array[],
  by: Pick<Lights, 'trustRoots' | 'rules'> & { readonly distrusts: readonly Distrust[] },
) => Promise<readonly ItemJudgement[]>;

export interface Recomputed {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly framework: Framework;
  readonly judgements: ReadonlyMap<Digest, ItemJudgement>;
}

const NO_POPULATION: Population = { source: 'declared', artifacts: [], revisions: [] };

/**
 * The whole way from bytes to statuses, by these lights and no others.
 * @throws ParseError where roots, catalog or mapping cannot be read
 */
export function recompute(matter: Matter, lights: Lights): Recomputed {
  const framework = composeFramework(lights.framework);
  const trustRoots = lights.trustRoots.map(loadTrustRoot);
  const verifierWithout = (distrusts: readonly Distrust[]) =>
    new Verifier({ trustRoots, rules: lights.rules, distrusts });
  const judged = judgeAll([...matter.evidence.values()], matter.scope.organization, verifierWithout);
  return concluded(judged, { matter, lights, framework });
}

/** The same, judged by `judge`. @throws ParseError as {@link recompute}; what `judge` throws */
export async function recomputeWith(matter: Matter, lights: Lights, judge: JudgeItems): Promise<Recomputed> {
  const framework = composeFramework(lights.framework);
  const { trustRoots, rules } = lights;
  new Verifier({ trustRoots: trustRoots.map(loadTrustRoot), rules });
  const items = [...matter.evidence.values()];
  const judged = await judge(items, { trustRoots, rules, distrusts: [] });
  const distrusts = distrustsIn(
    judged.flatMap(({ facts }) => facts),
    matter.scope.organization,
  );
  const wary = distrusts.length === 0 ? judged : await judge(items, { trustRoots, rules, distrusts });
  return concluded(wary, { matter, lights, framework });
}

/** The same judgements, concluded by another framework: what was verified by the same lights is not verified again. */
export function reconcluded({ judgements }: Recomputed, matter: Matter, lights: Lights): Recomputed {
  return concluded([...judgements.values()], { matter, lights, framework: composeFramework(lights.framework) });
}

function concluded(
  judged: readonly ItemJudgement[],
  by: { readonly matter: Matter; readonly lights: Lights; readonly framework: Framework },
): Recomputed {
  const { matter, lights, framework } = by;
  const { scope, asOf, knownAt } = matter;
  const input = assembleInput({
    scope,
    population: populationFrom(judged, matter),
    catalog: framework.catalogDigest,
    mapping: framework.mappingDigests,
    trustRoots: lights.trustRoots.map(({ digest }) => digest),
    policy: trustPolicy(lights.rules).digest,
    facts: judged.flatMap(({ facts }) => facts),
    findings: judged.flatMap(({ findings }) => findings),
    sboms: judged.flatMap(({ sbom }) => sbom ?? []),
    rules: lights.rules,
    asOf,
    knownAt,
  });
  return {
    input,
    assessment: evaluate(input, framework.catalog, framework.mapping),
    framework,
    judgements: new Map(judged.map((judgement) => [judgement.verdict.evidence, judgement])),
  };
}

/** A population without a manifest is nobody's word but the sender's, whatever it calls itself. */
function populationFrom(judgements: readonly ItemJudgement[], { scope, stated }: Matter): Population {
  const typed: Population = stated.manifest === undefined ? { ...stated, source: 'declared' } : NO_POPULATION;
  return choosePopulation(manifestsOf(scope, judgements)) ?? typed;
}
