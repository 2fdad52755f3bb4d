import type { FrameworkTexts } from '#compliance';
import type { Instant, PublicKey } from '#kernel';
import type { TrustRootSource, TrustRule } from '#verification';

import { toPredicateResult } from '../assessment-statement.js';
import type { AssessmentPredicateResult } from '../statement.js';
import type { Claimed, WithheldAccount } from '../withhold/withheld-account.js';
import type { Attested, OpenAttestation } from './attested.js';
import type { SignerTest } from './expected-signer.js';
import type { Recomputed } from './recompute.js';
import type { SignerIdentity } from './signer-identity.js';
import { withheldEvidence, withheldReasons } from './withheld-reasons.js';
import { question, type ComparedControl, type Question, type ReplayReason } from './replay-report.js';

/** What the reader trusts, from wherever the reader trusts it: never from the pack. */
export interface ReaderAnchors {
  readonly signerKey?: PublicKey;
  /** In place of a key: whom a certificate has to name, judged under the reader's roots. */
  readonly signer?: SignerIdentity;
  readonly trustRoots?: readonly TrustRootSource[];
  readonly rules?: readonly TrustRule[];
  /**
   * Catalog, mapping and layers. The reader's installation brings its own, for the catalog of that id where it has
   * several; alone they ask nothing.
   */
  readonly framework?: FrameworkTexts | FrameworkOf;
  /** The reader's now; asks whether the status still speaks. */
  readonly at?: Instant;
}

/** The reader's framework for a catalog that the sender names; undefined where the reader has none. */
export type FrameworkOf = (catalog: string) => FrameworkTexts | undefined;

/** Anchors of which nothing depends on the pack any more. */
export interface SettledAnchors extends Omit<ReaderAnchors, 'framework'> {
  readonly framework?: FrameworkTexts;
}

export function isAsked({ signerKey, signer, trustRoots, rules }: SettledAnchors): boolean {
  return [signerKey, signer, trustRoots, rules].some((anchor) => anchor !== undefined);
}

/** One reason per anchor that acceptance needs and the reader did not give; the sender's never stands in for it. */
export function missingAnchors(anchors: SettledAnchors): readonly ReplayReason[] {
  const { signerKey, signer, trustRoots, rules, framework } = anchors;
  const needed = [
    ['signerKey', 'the key or identity of the signer', signerKey ?? signer],
    ['trustRoots', 'a trust root', trustRoots],
    ['rules', 'a set of trust rules', rules],
    ['framework', 'a catalog with its mapping', framework],
  ] as const;
  return needed
    .filter(([, , anchor]) => anchor === undefined)
    .map(([name, words]) => ({
      code: 'ANCHOR_MISSING',
      sentence: `${words} of your own is needed to accept this; the sender's does not stand in for it`,
      path: name,
    }));
}

export interface AcceptedParts {
  readonly anchors: SettledAnchors;
  readonly attestation: OpenAttestation;
  /** By the reader's lights; absent where anchors are missing or could not be read. */
  readonly recomputed?: Recomputed;
  readonly unread: readonly ReplayReason[];
  /** Undefined where the reader names no signer, or none that could be asked for. */
  readonly isExpected: SignerTest | undefined;
  readonly withheld: WithheldAccount;
}

/** Do the reader's own signer, roots, rules, catalog and mapping lead to the attested results? */
export function answerAccepted(parts: AcceptedParts): { question: Question; comparison: readonly ComparedControl[] } {
  const { anchors, attestation, recomputed } = parts;
  const { attested } = attestation;
  if (!isAsked(anchors)) return { question: notAsked(), comparison: [] };
  const { claimed, items } = parts.withheld;
  const isComparable = attested !== undefined && recomputed !== undefined;
  const comparison = isComparable ? compareControls(attested, recomputed, claimed) : [];
  const against = [...signerReasons(parts), ...differences(comparison), ...levelReasons(parts)];
  const withheld = [
    ...(attested === undefined ? [] : withheldEvidence(attested)),
    ...items.map(({ digest }) => digest),
  ];
  const unknown = [...missingAnchors(anchors), ...parts.unread, ...withheldReasons(withheld)];
  if (attested === undefined) {
    unknown.push({ code: 'ATTESTATION_UNREADABLE', sentence: 'there is no readable statement to accept' });
  }
  return { question: question(against, unknown), comparison };
}

function notAsked(): Question {
  const sentence = 'give the signer key, trust roots and rules that you trust to ask whether you should accept this';
  return { answer: 'not-asked', reasons: [{ code: 'NO_ANCHORS', sentence }] };
}

function signerReasons({ isExpected, attestation: { attested, signed } }: AcceptedParts): ReplayReason[] {
  if (isExpected === undefined || attested === undefined || signed === undefined) return [];
  const why = isExpected(signed);
  if (why === undefined) return [];
  const sentence = `the signer that you expect has not signed this statement: ${why}`;
  return [{ code: 'SIGNER_UNEXPECTED', sentence }];
}

const CLAIMED = 'claimed, not recomputed';

function compareControls(
  attested: Attested,
  { assessment, input }: Recomputed,
  { controls }: Claimed,
): readonly ComparedControl[] {
  const isClaimed = new Set(controls);
  const own = new Map(
    assessment.results.map((result) => [result.control, inWords(toPredicateResult(result, input.asOf))] as const),
  );
  const stated = new Map(attested.results.map(({ control, stated: result }) => [control, inWords(result)] as const));
  return [...new Set([...stated.keys(), ...own.keys()])].map((control) => {
    const [theirs, ours] = [stated.get(control) ?? 'not judged', own.get(control) ?? 'not judged'];
    if (!isClaimed.has(control)) return { control, attested: theirs, reader: ours, same: theirs === ours };
    return { control, attested: theirs, reader: CLAIMED, same: false, claimed: true };
  });
}

/** Status with its denominator and human part: what a reader would repeat to others. */
function inWords({ status, met, of, human }: Partial<Record<keyof AssessmentPredicateResult, unknown>>): string {
  return `${String(status)} ${String(met)}/${String(of)} ${String(human)}`;
}

function differences(comparison: readonly ComparedControl[]): ReplayReason[] {
  return comparison
    .filter(({ same, claimed }) => !same && claimed !== true)
    .map(({ control, attested, reader }) => ({
      code: 'RESULT_NOT_ACCEPTED',
      sentence: `${control}: attested ${attested}, by your anchors ${reader}`,
      path: control,
    }));
}

function levelReasons({ attestation: { attested }, recomputed, withheld: { claimed } }: AcceptedParts): ReplayReason[] {
  if (attested === undefined || recomputed === undefined) return [];
  const reasons: ReplayReason[] = [];
  const level = recomputed.assessment.slsaBuildLevel;
  if (!claimed.slsaBuildLevel && attested.slsaBuildLevel !== level) {
    const sentence = `SLSA Build L${attested.slsaBuildLevel} is attested, by your anchors it is L${level}`;
    reasons.push({ code: 'SLSA_LEVEL_NOT_ACCEPTED', sentence });
  }
  const { source } = recomputed.input.population;
  if (attested.populationSource !== source) {
    const sentence = `the population is attested as ${attested.populationSource}, by your anchors it is ${source}`;
    reasons.push({ code: 'POPULATION_NOT_ACCEPTED', sentence });
  }
  return reasons;
}
