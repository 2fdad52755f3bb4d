import { parse, type Parsed } from '#evidence';
import { AppError, instantOfMilliseconds, type Digest, type Instant } from '#kernel';

import { discount, type Discounted } from './distrust/discount.js';
import { DistrustList, type Distrust } from './distrust/distrust.js';
import { caseOf, furthest, holds, judgeUnder, judgeWithoutRule, type Case, type Ladder } from './judgement.js';
import { Memo } from './memo.js';
import { gatherProofs, type LeafProofs, type Material } from './proofs.js';
import { isWorthRemembering, questionOf, type JudgedBytes } from './remembered-verdict.js';
import { trustPolicy } from './rules/parse-trust-rule.js';
import { prepareRule } from './rules/prepared-rule.js';
import { RUNGS } from './rung.js';
import type { Expectation } from './rungs/expectation.js';
import { expectsName } from './rungs/identity.js';
import { blocks, stopped } from './rungs/step.js';
import { judgeStructure, type Structure } from './rungs/structure.js';
import { provenTimes } from './rungs/trusted-time.js';
import { requireThresholds, sctsRequired, type Thresholds } from './thresholds.js';
import type { TrustRoot } from './trust/load-trust-root.js';
import type { TrustRule } from './trust-rule.js';
import type { Check, Judged, Verdict, Verified } from './verdict.js';

/** Named in every verdict: verdicts of one version are comparable. */
export const VERIFIER_VERSION = 'averment-verifier/1';

const REMEMBERED_CERTIFICATES = 2048;
const NO_DISTRUST = new DistrustList([]);

export interface VerifierOptions {
  /** At least one. Where several could have issued a certificate, the first counts. */
  readonly trustRoots: readonly TrustRoot[];
  readonly rules: readonly TrustRule[];
  /** Thresholds above those of the rules. */
  readonly defaults?: Thresholds;
  /** Who or what is not trusted any more, by verified statements. */
  readonly distrusts?: readonly Distrust[];
  /** How many signing certificates to remember by their bytes; 0 remembers none. */
  readonly rememberedCertificates?: number;
  /** How many verdicts `verifyBytes` remembers by the bytes they are about; none unless asked for. */
  readonly rememberedVerdicts?: number;
}

/** Judges evidence against trust roots and trust rules that are fixed for its life. Pure: no I/O, no clock. */
export class Verifier {
  readonly rules: readonly TrustRule[];
  /** Digest over all rules in force. */
  readonly policy: Digest;
  readonly #material: Material;
  readonly #verdicts: Memo<JudgedBytes> | undefined;

  /** @throws AppError TRUST_ROOT_NEEDED, TRUST_ROOT_DUPLICATE, RULE_NONE_REFUSED, THRESHOLD_INVALID; ParseError RULE_* */
  constructor({
    trustRoots,
    rules,
    defaults = {},
    distrusts = [],
    rememberedCertificates = REMEMBERED_CERTIFICATES,
    rememberedVerdicts = 0,
  }: VerifierOptions) {
    const policy = trustPolicy(rules);
    this.rules = rules;
    this.policy = policy.digest;
    this.#material = {
      roots: requireRoots(trustRoots),
      rules: rules.map((rule) => prepareRule(rule, trustRoots)),
      asked: requireThresholds(defaults),
      certificates: rememberedCertificates === 0 ? undefined : new Memo<LeafProofs>(rememberedCertificates),
      distrusts: new DistrustList(distrusts),
    };
    this.#verdicts = rememberedVerdicts === 0 ? undefined : new Memo<JudgedBytes>(rememberedVerdicts);
  }

  /**
   * Parses and judges bytes as they were received. Never throws. The same bytes under the same expectation are answered
   * from memory where `rememberedVerdicts` asks for it: roots, rules and thresholds are this verifier's for life.
   */
  verifyBytes(bytes: Uint8Array, expectation: Expectation = {}): JudgedBytes {
    const verdicts = this.#verdicts;
    const question = verdicts === undefined ? undefined : questionOf(bytes, expectation);
    if (verdicts === undefined || question === undefined) return this.#judgeBytes(bytes, expectation);
    // What is remembered is about bytes that nobody else can change.
    return verdicts.get(question, () => this.#judgeBytes(Uint8Array.from(bytes), expectation), isWorthRemembering);
  }

  #judgeBytes(bytes: Uint8Array, expectation: Expectation): JudgedBytes {
    const parsed = parse(bytes);
    return { parsed, ...this.verify(parsed, expectation) };
  }

  /**
   * Judges one piece of evidence. Never throws: a bug of ours becomes could-not-check on its rung, never a pass.
   * `verified` is present exactly when the verdict's outcome is.
   */
  verify(parsed: Parsed, expectation: Expectation = {}): Judged {
    const judged = this.#judge(parsed, expectation);
    return seal(parsed, judged, this.policy);
  }

  #judge(parsed: Parsed, expectation: Expectation): Judgement {
    const structure = judgeStructure(parsed);
    const root = this.#material.roots[0];
    if (parsed.content.kind !== 'signed') return { ladders: [unreached(structure)], root };
    try {
      const { content } = parsed;
      const { proofs, fallen } = this.#proofsOf(parsed, content, expectation);
      const item = caseOf({ parsed, content, structure, proofs, fallen, asked: this.#material.asked }, expectation);
      return { ladders: this.#ladders(item), root: proofs.root, item };
    } catch (error) {
      return { ladders: [unreached(structure, error)], root };
    }
  }

  /** A warning is heard whoever gave it, also where its sender is distrusted since: so no order among warnings matters. */
  #proofsOf(parsed: Parsed, content: Case['content'], expectation: Expectation): Discounted {
    const { asked, distrusts } = this.#material;
    const proofs = gatherProofs(content, expectation, this.#material);
    const { predicate } = content;
    const builder = predicate?.kind === 'build-provenance' ? predicate.builderId : undefined;
    const heard = parsed.kind === 'compromise' ? NO_DISTRUST : distrusts;
    return discount(proofs, heard, { builder, scts: sctsRequired(proofs.root, asked) });
  }

  #ladders(item: Case): readonly Ladder[] {
    const rules = this.#material.rules.filter(({ rule }) => rule.kinds.includes(item.parsed.kind));
    if (rules.length === 0) return [judgeWithoutRule(item)];
    const { signer } = item.proofs;
    const named = signer === undefined ? [] : rules.filter((rule) => expectsName(rule, signer));
    // Rules about somebody else cannot hold; they are judged only where there is nothing better to show.
    return (named.length > 0 ? named : rules).map((rule) => judgeUnder(rule, item));
  }
}

/** Everything that was found out about one piece of evidence; `item` is absent where it is not signed. */
interface Judgement {
  readonly ladders: readonly Ladder[];
  readonly root: TrustRoot;
  readonly item?: Case;
}

function requireRoots(roots: readonly TrustRoot[]): Material['roots'] {
  const [first, ...others] = roots;
  if (first === undefined)
    throw new AppError('invalid', 'TRUST_ROOT_NEEDED', 'a verifier needs at least one trust root');
  if (new Set(roots.map(({ name }) => name)).size < roots.length) {
    throw new AppError(
      'invalid',
      'TRUST_ROOT_DUPLICATE',
      'two trust roots have the same name, so rules could not tell them apart',
    );
  }
  return [first, ...others];
}

/** Rungs from the signature on could not be climbed; a bug of ours is named on the first of them. */
function unreached(structure: Structure, error?: unknown): Ladder {
  const known = [structure.bytes, structure.format, structure.envelope];
  const found = error instanceof Error ? { found: `${error.name}: ${error.message}`.slice(0, 200) } : {};
  const rest = RUNGS.slice(known.length).map((rung, index): Check =>
    stopped(rung, error !== undefined && index === 0 ? 'INTERNAL' : 'NOT_REACHED', index === 0 ? found : {}),
  );
  return { rule: undefined, checks: [...known, ...rest] };
}

/**
 * The one place where evidence becomes Verified: every rung of some rule's ladder passed or was not applicable.
 * `rejected` where the ladder shown has a failed rung, `unverified` otherwise.
 */
function seal(parsed: Parsed, { ladders, root, item }: Judgement, policy: Digest): Judged {
  const good = ladders.filter((ladder) => ladder.rule !== undefined && holds(ladder));
  const shown = good[0] ?? furthest(ladders);
  const checks = shown?.checks ?? [];
  const verdict: Verdict = {
    evidence: parsed.digest,
    outcome:
      good.length > 0 ? 'verified' : checks.some(({ outcome }) => outcome === 'failed') ? 'rejected' : 'unverified',
    checks,
    rules: good.flatMap(({ rule }) => (rule === undefined ? [] : [rule.rule.id])),
    ...(item === undefined ? {} : witnessed(item)),
    ...(item === undefined ? {} : felledBy(item, checks)),
    trustRoot: root.digest,
    policy,
    verifier: VERIFIER_VERSION,
  };
  return good.length > 0 ? { verdict, verified: { ...parsed, verdict } as Verified } : { verdict };
}

/** Signer and time, each only where it is proven. A time counts where the rung of its source does. */
function witnessed({ proofs }: Case): Pick<Verdict, 'signer' | 'signedAt'> {
  const signedAt = latest(provenTimes(proofs.times).map(({ time }) => time));
  return {
    ...(proofs.signer === undefined || blocks(proofs.signature.check) ? {} : { signer: proofs.signer }),
    ...(signedAt === undefined ? {} : { signedAt }),
  };
}

/** The statements that the ladder shown fell by. */
function felledBy({ fallen }: Case, checks: readonly Check[]): Pick<Verdict, 'felledBy'> {
  if (fallen.size === 0) return {};
  const statements = [...fallen.values()]
    .filter(({ check }) => checks.includes(check))
    .map(({ statement }) => statement);
  return statements.length === 0 ? {} : { felledBy: [...new Set(statements)].sort() };
}

/** By then all sources agree that the signature existed. */
function latest(times: readonly number[]): Instant | undefined {
  return times.length === 0 ? undefined : instantOfMilliseconds(Math.max(...times));
}
