import { ParseError, parseDigest, type Digest, type Field, type Instant } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { decisionText, parseDecisionScope } from '../decisions/decision-fields.js';
import type { DecisionScope } from '../decisions/decision-scope.js';

/** How a result may stand; the words of every assessment of this predicate type. */
export const ASSESSED_STATUSES = [
  ...(['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED', 'PARTIAL', 'STALE', 'UNVERIFIED', 'MISSING', 'FAILED'] as const),
  ...(['WAIVED', 'NOT_APPLICABLE'] as const),
] as const;
export type AssessedStatus = (typeof ASSESSED_STATUSES)[number];

/**
 * `ssdf-assessment/v1` as somebody reads it who was sent it: what the verifier of another organization says about a
 * release of theirs, whose artifacts are the subjects. That it follows from its evidence only a replay of its pack shows.
 */
export interface SsdfAssessment {
  readonly kind: 'ssdf-assessment';
  /** The supplier's organization, product and release; no decision scope of ours: it is about its subjects. */
  readonly about: Required<DecisionScope>;
  /** Id of the catalog. */
  readonly framework: string;
  /** Mapping and layers, bottom first. */
  readonly mappings: readonly { readonly id: string; readonly digest: Digest }[];
  readonly asOf: Instant;
  /** Until when its results stand by themselves; absent in statements from before they said so. */
  readonly validUntil?: Instant;
  readonly results: readonly { readonly control: string; readonly status: AssessedStatus }[];
  readonly slsaBuildLevel: 0 | 1 | 2 | 3;
  readonly populationSource: 'independent' | 'signed-manifest' | 'declared';
  /** Conditions that its own layers made looser. */
  readonly loosened: number;
  /** It accounts for everything that its intake log received. */
  readonly accounted: boolean;
  readonly synthetic: boolean;
}

const SOURCES = ['independent', 'signed-manifest', 'declared'] as const;
const LEVELS = [0, 1, 2, 3] as const;
const MOST_CONTROLS = 2000;
const MOST_LAYERS = 1000;

/**
 * Reads what can be asked about; the rest is replay's. Fields that it does not know are passed over, because a newer
 * version may say more, never something else.
 * @throws ParseError RESULT_TWICE, DECISION_SCOPE, FIELD_*, INSTANT_INVALID, DIGEST_INVALID, LIMIT_EXCEEDED
 */
export function parseSsdfAssessment(predicate: Field): SsdfAssessment {
  requireWhole(predicate);
  const validity = predicate.optional('validity');
  return {
    kind: 'ssdf-assessment',
    about: releaseScope(predicate.get('scope')),
    framework: decisionText(predicate.get('catalog').get('id')),
    mappings: predicate.get('mapping').items(MOST_LAYERS).map(mappingOf),
    asOf: instantOf(predicate.get('asOf')),
    ...(validity && { validUntil: instantOf(validity.get('until')) }),
    results: resultsOf(predicate.get('results')),
    slsaBuildLevel: levelOf(predicate.get('slsaBuildLevel')),
    populationSource: wordOf(predicate.get('population').get('source'), SOURCES),
    loosened: predicate.optional('loosened')?.items(MOST_CONTROLS).length ?? 0,
    accounted: predicate.optional('intake') !== undefined,
    synthetic: predicate.get('synthetic').boolean(),
  };
}

/** What nobody asks about, and without which it is no assessment: by what it was judged, and what it does not claim. */
function requireWhole(predicate: Field): void {
  for (const name of ['input', 'assessment', 'policy']) parseDigest(predicate.get(name).string());
  for (const name of ['semantics', 'verifier']) decisionText(predicate.get(name));
  for (const name of ['trustRoots', 'notClaimed']) predicate.get(name).items(MOST_LAYERS);
  instantOf(predicate.get('knownAt'));
}

function releaseScope(field: Field): Required<DecisionScope> {
  const { organization } = parseDecisionScope(field);
  return {
    organization,
    product: decisionText(field.get('product')),
    release: decisionText(field.get('release')),
  };
}

function mappingOf(field: Field): SsdfAssessment['mappings'][number] {
  return { id: decisionText(field.get('id')), digest: parseDigest(field.get('digest').string()) };
}

function resultsOf(field: Field): SsdfAssessment['results'] {
  const results = field.items(MOST_CONTROLS).map((item) => ({
    control: decisionText(item.get('control')),
    status: wordOf(item.get('status'), ASSESSED_STATUSES),
  }));
  if (new Set(results.map(({ control }) => control)).size === results.length) return results;
  throw new ParseError('RESULT_TWICE', `${field.path} states one control twice`);
}

function levelOf(field: Field): SsdfAssessment['slsaBuildLevel'] {
  const level = LEVELS.find((each) => each === field.integer());
  if (level === undefined) throw field.wrong('a SLSA Build level, 0 to 3');
  return level;
}

function wordOf<T extends string>(field: Field, words: readonly T[]): T {
  const word = words.find((each) => each === field.string());
  if (word === undefined) throw field.wrong(`one of ${words.join(', ')}`);
  return word;
}
