import { canonicalDigest, canonicalJson, digestOf, type Digest, type PublicKey } from '#kernel';

import { loosenedConditions, statedPlans, toPredicateResult } from '../assessment-statement.js';
import type { Pack } from '../pack/pack.js';
import type { Claimed, WithheldAccount } from '../withhold/withheld-account.js';
import type { Attested } from './attested.js';
import type { Recomputed } from './recompute.js';
import { question, type Question, type ReplayReason } from './replay-report.js';
import { reportReasons } from './reported-words.js';
import { replayIntake } from './replay-intake.js';
import { unknownWords, wordReasons } from './stated-words.js';
import { withheldReasons } from './withheld-reasons.js';

export interface ConsistentParts {
  readonly pack: Pack;
  readonly attested: Attested;
  /** By the sender's own lights. */
  readonly recomputed: Recomputed;
  /** The key that signs the intake log: the one in the pack. */
  readonly key: PublicKey;
  readonly withheld: WithheldAccount;
}

/**
 * Do the sender's roots, rules, catalog and mapping lead from the packed bytes to the attested results? Assumes: nothing
 * about whether those roots, rules and that mapping are any good.
 */
export function answerConsistent(parts: ConsistentParts): Question {
  return question(
    [
      ...digestReasons(parts),
      ...resultReasons(parts),
      ...loosenedReasons(parts),
      ...planReasons(parts),
      ...subjectReasons(parts),
      ...wordReasons(parts.attested, parts.recomputed, parts.pack.withheld === undefined),
      ...reportReasons(parts.pack, parts.attested),
      ...replayIntake(parts),
    ],
    [...claimedReasons(parts), ...unknownWords(parts.attested)],
  );
}

/** What is claimed and cannot be recomputed, item by item and sentence by sentence: never a yes. */
function claimedReasons({ attested, withheld: { items, claimed } }: ConsistentParts): ReplayReason[] {
  const controls = new Set(claimed.controls);
  return [
    ...withheldReasons(items.map(({ digest }) => digest)),
    ...attested.results
      .filter(({ control }) => controls.has(control))
      .map(({ control, status }) => ({
        code: 'RESULT_CLAIMED',
        sentence: `${control} is attested as ${status}: claimed, not recomputed; it rests on what is withheld`,
        path: control,
      })),
  ];
}

function digestReasons({ pack, attested, recomputed }: ConsistentParts): ReplayReason[] {
  const input = pack.withheld === undefined ? attested.input : digestOf(pack.input);
  const assessment = [attested.assessment, canonicalDigest(recomputed.assessment)] as const;
  const pairs: readonly (readonly [string, string, Digest, Digest])[] = [
    ['INPUT_DIFFERS', 'the assessment input', input, canonicalDigest(recomputed.input)],
    ...(pack.withheld === undefined ? [['ASSESSMENT_DIFFERS', 'the assessment', ...assessment] as const] : []),
  ];
  return pairs
    .filter(([, , stated, computed]) => stated !== computed)
    .map(([code, what, , digest]) => ({ code, sentence: `${what} that follows from the bytes is another`, digest }));
}

function resultReasons({ attested, recomputed, withheld: { claimed } }: ConsistentParts): ReplayReason[] {
  const isClaimed = new Set(claimed.controls);
  const { assessment, input } = recomputed;
  const computed = new Map(
    assessment.results.map((result) => [result.control, toPredicateResult(result, input.asOf)] as const),
  );
  const reasons = attested.results.flatMap(({ control, status, stated }) => {
    const result = computed.get(control);
    computed.delete(control);
    if (result === undefined) {
      return [
        { code: 'RESULT_INVENTED', sentence: `the statement judges ${control}, which the catalog does not hold` },
      ];
    }
    if (isClaimed.has(control) || canonicalJson(result) === canonicalJson(stated)) return [];
    const sentence = `${control} is attested as ${status}; from the bytes it follows that it is ${result.status}`;
    return [{ code: 'RESULT_DIFFERS', sentence, path: control }];
  });
  const absent = [...computed.keys()].map((control) => ({
    code: 'RESULT_MISSING',
    sentence: `the statement leaves out ${control}`,
    path: control,
  }));
  return [...reasons, ...absent, ...levelReasons(attested, recomputed, claimed)];
}

function levelReasons(attested: Attested, { assessment, input }: Recomputed, claimed: Claimed): ReplayReason[] {
  const reasons: ReplayReason[] = [];
  if (!claimed.slsaBuildLevel && attested.slsaBuildLevel !== assessment.slsaBuildLevel) {
    const sentence = `SLSA Build L${attested.slsaBuildLevel} is attested; it follows L${assessment.slsaBuildLevel}`;
    reasons.push({ code: 'SLSA_LEVEL_DIFFERS', sentence });
  }
  if (attested.populationSource !== input.population.source) {
    const sentence = `a population that is ${attested.populationSource} is attested; it follows ${input.population.source}`;
    reasons.push({ code: 'POPULATION_DIFFERS', sentence });
  }
  return reasons;
}

/** Whoever reads the statement alone learns of every condition that a layer made looser. */
function loosenedReasons({ attested, recomputed }: ConsistentParts): ReplayReason[] {
  if (canonicalJson(attested.loosened) === canonicalJson(loosenedConditions(recomputed.framework.layers))) return [];
  const sentence = 'what layers made looser is not what the statement says they did';
  return [{ code: 'LOOSENED_DIFFERS', sentence }];
}

function planReasons({ attested, recomputed }: ConsistentParts): ReplayReason[] {
  if (canonicalJson(attested.plans) === canonicalJson(statedPlans(recomputed.input))) return [];
  const sentence = 'the open plans of action are not those that the statement lists';
  return [{ code: 'PLANS_DIFFER', sentence }];
}

/** The statement is about exactly the artifacts of the population. */
function subjectReasons({ attested, recomputed }: ConsistentParts): ReplayReason[] {
  const sets = (subjects: readonly { readonly digests: readonly string[] }[]) =>
    subjects.map(({ digests }) => digests.toSorted().join(' ')).sort();
  const { artifacts } = recomputed.input.population;
  if (canonicalJson(sets(attested.subjects)) === canonicalJson(sets(artifacts))) return [];
  return [
    { code: 'SUBJECTS_DIFFER', sentence: 'the subjects of the statement are not the artifacts that were judged' },
  ];
}
