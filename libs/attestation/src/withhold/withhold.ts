import { namedSubjects, parse } from '#evidence';
import { AppError, canonicalJson, toUtf8, type Digest } from '#kernel';

import { statedPlans, toPredicateResult } from '../assessment-statement.js';
import type { Pack, PackedText } from '../pack/pack.js';
import type { Attested } from '../replay/attested.js';
import { openParts, type OpenedPack } from '../replay/open-pack.js';
import { recomputeWith, type JudgeItems, type Recomputed } from '../replay/recompute.js';
import { accountsOf, readLeaves } from '../replay/replay-intake.js';
import { selectEvidence, type Selector } from './selector.js';
import { withheldBytes, type Claimed, type WithheldAccount } from './withheld-account.js';

/** What names no evidence by its content travels on: the read-me and statements that are signed for themselves. */
const TRAVELS_ON = /^(README\.md|.*\.sigstore\.json)$/;

export interface Withholding {
  /** Without its status, which has to be signed anew: it binds what is withheld. */
  readonly pack: Pack;
  readonly account: WithheldAccount;
}

/**
 * The pack as it leaves the house: without the bytes that the selectors name, and without anything that was concluded
 * from them beyond what the signed statement says by itself. Each sentence of the statement that does not follow from
 * what is left is listed as claimed; all others recompute to the same.
 * @throws AppError invalid SELECTOR_EMPTY, PACK_UNREADABLE, WITHHOLD_FOUNDATION, WITHHOLD_AGAIN; what `judge` throws
 */
export async function withhold(pack: Pack, selectors: readonly Selector[], judge: JudgeItems): Promise<Withholding> {
  if (pack.withheld !== undefined) {
    const message = 'this pack withholds something already: withhold from the whole pack, so that all of it is listed';
    throw new AppError('invalid', 'WITHHOLD_AGAIN', message);
  }
  const chosen = selectEvidence(pack.evidence, selectors);
  const evidence = new Map([...pack.evidence].filter(([digest]) => !chosen.has(digest)));
  const opened = openParts(pack);
  const { attested, recomputed } = await recomputedFrom(opened, evidence, judge);
  requireSameFoundation(attested, recomputed);
  const items = [...chosen].sort().map((digest) => itemOf(digest, pack));
  const account = { items, claimed: claimedBy(pack, attested, recomputed, chosen) };
  return { account, pack: redacted(pack, { evidence, account, recomputed }) };
}

async function recomputedFrom(
  { pack, attestation, stated, rules }: Pick<OpenedPack, 'pack' | 'attestation' | 'stated' | 'rules'>,
  evidence: Pack['evidence'],
  judge: JudgeItems,
): Promise<{ readonly attested: Attested; readonly recomputed: Recomputed }> {
  const attested = attestation?.attested;
  if (pack === undefined || attested === undefined || stated === undefined || rules === undefined) {
    throw new AppError('invalid', 'PACK_UNREADABLE', 'the pack cannot be read: run aver replay on it to see why');
  }
  const { scope, asOf, knownAt } = attested;
  const matter = { evidence, scope, asOf, knownAt, stated: stated.population };
  const { trustRoots, framework } = pack;
  return { attested, recomputed: await recomputeWith(matter, { trustRoots, rules, framework }, judge) };
}

/** Over what was judged, and what is promised, stands in the statement: without it nothing in there could be checked. */
function requireSameFoundation(attested: Attested, { input }: Recomputed): void {
  const sets = (list: readonly { readonly digests: readonly string[] }[]) =>
    list.map(({ digests }) => digests.toSorted().join(' ')).sort();
  const isSame =
    attested.populationSource === input.population.source &&
    canonicalJson(sets(attested.subjects)) === canonicalJson(sets(input.population.artifacts)) &&
    canonicalJson(attested.plans) === canonicalJson(statedPlans(input));
  if (isSame) return;
  const message =
    'the release manifest and open plans of action are what the statement is about: they cannot be withheld';
  throw new AppError('invalid', 'WITHHOLD_FOUNDATION', message);
}

function itemOf(digest: Digest, { evidence }: Pack): WithheldAccount['items'][number] {
  const parsed = parse(evidence.get(digest) ?? new Uint8Array());
  return { digest, kind: parsed.kind, subjects: namedSubjects(parsed) };
}

/** Whatever cites a withheld item, and whatever follows otherwise from what is left. */
function claimedBy(pack: Pack, attested: Attested, recomputed: Recomputed, chosen: ReadonlySet<Digest>): Claimed {
  const { assessment, input } = recomputed;
  const now = new Map(
    assessment.results.map((result) => [result.control, canonicalJson(toPredicateResult(result, input.asOf))]),
  );
  const controls = attested.results
    .filter(
      ({ control, evidence, stated }) =>
        evidence.some((digest) => chosen.has(digest)) || now.get(control) !== canonicalJson(stated),
    )
    .map(({ control }) => control);
  return {
    controls,
    leaves: claimedLeaves(pack, attested, recomputed),
    slsaBuildLevel: attested.slsaBuildLevel !== assessment.slsaBuildLevel,
  };
}

function claimedLeaves({ intake }: Pack, attested: Attested, recomputed: Recomputed): readonly number[] {
  if (intake === undefined) return [];
  const { placed } = readLeaves(intake.leaves);
  const now = new Map(accountsOf(placed, attested, recomputed).map(({ index, use }) => [index, use]));
  return (attested.intake?.leaves ?? [])
    .filter(({ index, use }) => now.get(index) !== use)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}

function redacted(
  whole: Pack,
  left: Pick<Pack, 'evidence'> & { readonly account: WithheldAccount; readonly recomputed: Recomputed },
): Pack {
  const { attestation, publicKey, trustRoots, rules, framework, intake } = whole;
  return {
    ...{ attestation, trustRoots, rules, framework, evidence: left.evidence },
    ...(publicKey && { publicKey }),
    ...(intake && { intake }),
    input: toUtf8(canonicalJson(left.recomputed.input)),
    documents: [],
    companions: (whole.companions ?? []).filter(({ name }: PackedText) => TRAVELS_ON.test(name)),
    withheld: withheldBytes(left.account),
  };
}
