import { canonicalJson, type JsonValue } from '#kernel';
import { reportPeriod, tasksOf, type Report } from '#reporting';

import { reportOf } from '../draft-assessment.js';
import type { AssessmentPredicate } from '../statement.js';
import type { Attested } from './attested.js';
import type { Recomputed } from './recompute.js';
import type { ReplayReason } from './replay-report.js';

/** Everything that a statement may say; what is not among it, nobody here can check. */
const KNOWN: Readonly<Record<keyof AssessmentPredicate, true>> = {
  ...{ input: true, assessment: true, report: true, scope: true, asOf: true, knownAt: true, period: true },
  ...{ validity: true, supersedes: true, catalog: true, mapping: true, loosened: true, trustRoots: true },
  ...{ policy: true, population: true, slsaBuildLevel: true, results: true, plans: true, waivers: true, intake: true },
  ...{ documents: true, semantics: true, verifier: true, synthetic: true, notClaimed: true },
};

interface Words {
  readonly code: string;
  readonly what: string;
  readonly stated: JsonValue | undefined;
  readonly recomputed: unknown;
}

/**
 * What the statement says beside its results, where that follows from the bytes: by which catalog and mapping, over how
 * many artifacts, in which period, until when, and on which waivers. While something is withheld, the last three do not.
 */
export function wordReasons(attested: Attested, recomputed: Recomputed, isWhole: boolean): readonly ReplayReason[] {
  return [...fixedWords(attested, recomputed), ...(isWhole ? judgedWords(attested, recomputed) : [])]
    .filter(({ stated, recomputed: own }) => canonicalJson(stated ?? null) !== canonicalJson(own ?? null))
    .map(({ code, what }) => ({
      code,
      sentence: `${what} that the statement names is not what follows from the bytes`,
    }));
}

function fixedWords({ stated }: Attested, { input: { population }, framework }: Recomputed): readonly Words[] {
  const { catalog, catalogDigest, mappingNames } = framework;
  const { source, manifest, artifacts } = population;
  const named = { id: catalog.id, version: catalog.version, digest: catalogDigest };
  const size = { source, ...(manifest && { manifest }), artifacts: artifacts.length };
  return [
    { code: 'CATALOG_DIFFERS', what: 'the catalog', stated: stated['catalog'], recomputed: named },
    { code: 'MAPPING_DIFFERS', what: 'the mapping', stated: stated['mapping'], recomputed: mappingNames },
    { code: 'POPULATION_DIFFERS', what: 'the population', stated: stated['population'], recomputed: size },
  ];
}

/** Statements from before reports were data said nothing of these. */
function judgedWords({ stated, report, verifier, synthetic }: Attested, recomputed: Recomputed): readonly Words[] {
  const { input, judgements } = recomputed;
  const again: Report = reportOf({ ...recomputed, trustRoots: [], evidence: [], verifier, synthetic });
  const verdicts = [...judgements].map(([digest, { verdict }]) => ({ digest, verdict }));
  const period = reportPeriod(input, tasksOf(again.groups), verdicts);
  const waivers = again.waivers.length === 0 ? undefined : again.waivers;
  const words = [
    { code: 'PERIOD_DIFFERS', what: 'the period', stated: stated['period'], recomputed: period },
    { code: 'VALIDITY_DIFFERS', what: 'the validity', stated: stated['validity'], recomputed: again.validity },
    { code: 'WAIVERS_DIFFER', what: 'the list of waivers', stated: stated['waivers'], recomputed: waivers },
  ];
  return words.filter((word) => report !== undefined || word.stated !== undefined);
}

/** A word of a later version, or of nobody's: it stands under the same signature, and nothing here speaks for it. */
export function unknownWords({ stated }: Attested): readonly ReplayReason[] {
  return Object.keys(stated)
    .filter((key) => !Object.hasOwn(KNOWN, key))
    .map((path) => ({
      code: 'STATEMENT_WORD_UNKNOWN',
      sentence: 'the statement says something that this version does not know: use one that does',
      path: path.slice(0, 120),
    }));
}
