import {
  assembleInput,
  choosePopulation,
  evaluate,
  judgeEvidence,
  loadCatalog,
  loadMapping,
  type Assessment,
  type AssessmentInput,
  type EvidenceJudgement,
  type Mapping,
  type Population,
  type Scope,
} from '#compliance';
import { digestOf, fromUtf8, type Digest, type Instant } from '#kernel';
import { loadTrustRoot, trustPolicy, Verifier, type TrustRootSource, type TrustRule } from '#verification';

import type { PackedText } from '../pack/pack.js';

/** By whose lights evidence is judged: the sender's come from the pack, the reader's from the reader. */
export interface Lights {
  readonly trustRoots: readonly TrustRootSource[];
  readonly rules: readonly TrustRule[];
  readonly catalog: PackedText;
  readonly mapping: PackedText;
}

/** What is judged, and when. */
export interface Matter {
  readonly evidence: ReadonlyMap<Digest, Uint8Array>;
  readonly scope: Scope;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** Stands in only when it names no manifest: it was then typed by the sender, and nothing can be computed instead. */
  readonly stated: Population;
}

export interface Recomputed {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly mapping: Mapping;
  readonly judgements: ReadonlyMap<Digest, EvidenceJudgement>;
}

const NO_POPULATION: Population = { source: 'declared', artifacts: [], revisions: [] };

/**
 * The whole way from bytes to statuses, by these lights and no others.
 * @throws ParseError where roots, catalog or mapping cannot be read
 */
export function recompute(matter: Matter, lights: Lights): Recomputed {
  const { scope, asOf, knownAt } = matter;
  const verifier = new Verifier({ trustRoots: lights.trustRoots.map(loadTrustRoot), rules: lights.rules });
  const catalog = loadCatalog(fromUtf8(lights.catalog.bytes), lights.catalog.name);
  const mapping = loadMapping(fromUtf8(lights.mapping.bytes), lights.mapping.name, catalog);
  const judgements = new Map([...matter.evidence].map(([digest, bytes]) => [digest, judgeEvidence(bytes, verifier)]));
  const all = [...judgements.values()];
  const input = assembleInput({
    scope,
    population: populationFrom(all, matter),
    catalog: digestOf(lights.catalog.bytes),
    mapping: [digestOf(lights.mapping.bytes)],
    trustRoots: lights.trustRoots.map(({ digest }) => digest),
    policy: trustPolicy(lights.rules).digest,
    facts: all.flatMap(({ facts }) => facts),
    findings: all.flatMap(({ findings }) => findings),
    rules: lights.rules,
    asOf,
    knownAt,
  });
  return { input, assessment: evaluate(input, catalog, mapping), mapping, judgements };
}

function populationFrom(judgements: readonly EvidenceJudgement[], { scope, stated }: Matter): Population {
  if (stated.manifest === undefined) return stated;
  const manifests = judgements.flatMap(({ manifest }) =>
    manifest?.product === scope.product && manifest.release === scope.release ? [manifest.record] : [],
  );
  return choosePopulation(manifests) ?? NO_POPULATION;
}
