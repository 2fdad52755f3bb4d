import { evaluateEach, type AssessmentInput, type Fact } from '#compliance';
import { canonicalJson } from '#kernel';
import { packageFrameworks } from '#platform';

import {
  aboutArtifact,
  buildFact,
  buildInput,
  day,
  PASSED_TEST,
  populationOf,
  PROVENANCE,
  scanOf,
  SIGNATURE,
  vexOf,
} from '../../libs/compliance/src/testing/build-input.js';
import { median, processorMilliseconds, rounded, type Size } from './measure.js';

const ARTIFACTS = 100;
const ROUNDS: Readonly<Record<Size, number>> = { quick: 5, full: 21 };
/** A server that judges all day runs what V8 has settled; until then a judgement takes up to twice as long. */
const WARM_UP: Readonly<Record<Size, number>> = { quick: 3, full: 40 };

/** Judges one release of 100 artifacts by 1,000 facts, as often as a new piece of evidence touches it. */
export function benchEvaluation(size: Size): Record<string, number> {
  const ssdf = packageFrameworks().framework('ssdf-1.1');
  const slsa = packageFrameworks().framework('slsa-1.2');
  const input = largeInput();
  const times = { canonicalise: [] as number[], ssdf: [] as number[], both: [] as number[] };
  for (let round = -WARM_UP[size]; round < ROUNDS[size]; round++) {
    const canonicalise = processorMilliseconds(() => void canonicalJson(input));
    const alone = processorMilliseconds(() => void evaluateEach(input, [ssdf]));
    const both = processorMilliseconds(() => void evaluateEach(input, [ssdf, slsa]));
    if (round < 0) continue;
    times.canonicalise.push(canonicalise);
    times.ssdf.push(alone);
    times.both.push(both);
  }
  return {
    artifacts: ARTIFACTS,
    facts: input.facts.length,
    milliseconds: rounded(median(times.both)),
    millisecondsOfSsdfAlone: rounded(median(times.ssdf)),
    canonicaliseMilliseconds: rounded(median(times.canonicalise)),
    ratioToCanonicalising: rounded(median(times.both) / median(times.canonicalise)),
  };
}

function largeInput(): AssessmentInput {
  const names = Array.from({ length: ARTIFACTS }, (_, index) => `artifact ${index}`);
  return buildInput({
    population: populationOf(names),
    facts: names.flatMap(factsAbout),
    asOf: day(30),
    knownAt: day(30),
  });
}

/** Ten of each artifact: what a careful pipeline sends, some of it again and again. */
function factsAbout(name: string): readonly Fact[] {
  const anchor = aboutArtifact(name);
  const scan = scanOf([{ id: 'CVE-2026-0001', severity: 'medium' }]);
  return [
    buildFact({ anchor, claim: SIGNATURE }),
    buildFact({ anchor, claim: PROVENANCE }),
    ...[1, 8, 15, 22].map((at) => buildFact({ anchor, claim: scan, producer: 'scanner', signedAt: day(at) })),
    ...[1, 11, 21].map((at) => buildFact({ anchor, claim: PASSED_TEST, producer: 'lab', signedAt: day(at) })),
    buildFact({ anchor, claim: vexOf([{ vulnerability: 'CVE-2026-0001', status: 'not_affected' }]) }),
  ];
}
