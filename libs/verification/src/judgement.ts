import type { Parsed } from '#evidence';
import type { SubjectDigest } from '#kernel';

import { withFallen, type FallenRungs } from './distrust/discount.js';
import type { Proofs } from './proofs.js';
import type { PreparedRule } from './rules/prepared-rule.js';
import type { Expectation } from './rungs/expectation.js';
import { judgeChain } from './rungs/certificate-chain.js';
import { describeSigner, proveIdentity, requireKeyUse } from './rungs/identity.js';
import { provePolicy } from './rungs/policy.js';
import { provePredicate } from './rungs/predicate.js';
import { attempt, blocks, stopped, type Step } from './rungs/step.js';
import type { Structure } from './rungs/structure.js';
import { proveSubject } from './rungs/subject.js';
import { judgeLogs, type LogsFound } from './rungs/transparency-log.js';
import { judgeTimes, provenTimes } from './rungs/trusted-time.js';
import { logsRequired, timesRequired, type Thresholds } from './thresholds.js';
import { RUNGS, type Rung } from './rung.js';
import type { Check } from './verdict.js';

type Signed = Extract<Parsed['content'], { kind: 'signed' }>;

/** One piece of evidence, with everything about it that holds whatever a rule says. */
export interface Case {
  readonly parsed: Parsed;
  readonly content: Signed;
  readonly structure: Structure;
  readonly proofs: Proofs;
  readonly subject: Step<readonly SubjectDigest[]>;
  /** Rungs that rest on somebody who is not trusted any more. */
  readonly fallen: FallenRungs;
  readonly asked: Thresholds;
  readonly expectation: Expectation;
}

export function caseOf(parts: Omit<Case, 'subject' | 'expectation'>, expectation: Expectation): Case {
  const { parsed, content, structure, proofs, fallen, asked } = parts;
  const subject = attempt(
    'subject',
    () => proveSubject(content, proofs.signature.proof, expectation),
    describeSubjects,
  );
  return { parsed, content, structure, proofs, subject, fallen, asked, expectation };
}

/** The whole ladder as one rule sees it; without a rule as the trust root alone sees it. */
export interface Ladder {
  readonly rule: PreparedRule | undefined;
  readonly checks: readonly Check[];
}

/** All twelve rungs under one rule. */
export function judgeUnder(prepared: PreparedRule, item: Case): Ladder {
  const { proofs, parsed, expectation } = item;
  const identity = attempt(
    'identity',
    () => {
      const signer = proveIdentity(prepared, proofs.signer, proofs.root);
      requireKeyUse(prepared.rule, proofs.signature.proof);
      return signer;
    },
    (signer) => ({ found: describeSigner(signer) }),
  );
  const times = provenTimes(proofs.times).map(({ time }) => time);
  const signer = identity.proof;
  const policy =
    signer === undefined
      ? stopped('policy', 'POLICY_NO_RULE')
      : attempt(
          'policy',
          () => provePolicy(prepared.rule, parsed, { signer, times, expectation }),
          (found) => ({ found }),
        ).check;
  return { rule: prepared, checks: ladder(item, prepared, { identity: identity.check, policy }) };
}

/** All twelve rungs where no rule speaks of this kind of evidence. */
export function judgeWithoutRule(item: Case): Ladder {
  const found = item.proofs.signer === undefined ? {} : { found: describeSigner(item.proofs.signer) };
  const expected = `a trust rule for ${item.parsed.kind}`;
  return {
    rule: undefined,
    checks: ladder(item, undefined, {
      identity: stopped('identity', 'RULE_MISSING', { expected, ...found }),
      policy: stopped('policy', 'POLICY_NO_RULE'),
    }),
  };
}

/** In the order of {@link RUNGS}. */
function ladder(
  { content, structure, proofs, subject, fallen, asked }: Case,
  prepared: PreparedRule | undefined,
  ruled: { readonly identity: Check; readonly policy: Check },
): readonly Check[] {
  const rule = prepared?.rule;
  const predicate = attempt(
    'predicate',
    () => provePredicate(content, rule),
    (type) => ({ found: type }),
  ).check;
  const checks = [
    structure.bytes,
    structure.format,
    structure.envelope,
    proofs.signature.check,
    judgeChain(proofs.chain.check, proofs.root, rule),
    proofs.transparency.check,
    attemptCheck('transparency-log', () =>
      judgeLogs(logsFound(content, proofs), logsRequired(rule, proofs.root, asked)),
    ),
    attemptCheck('trusted-time', () => judgeTimes(proofs.times, timesRequired(rule, proofs.root, asked))),
    ruled.identity,
    subject.check,
    predicate,
    ruled.policy,
  ];
  return withFallen(checks, fallen);
}

function logsFound({ entity }: Signed, { entries, duplicateEntries }: Proofs): LogsFound {
  return { entries, duplicates: duplicateEntries, elsewhere: entity.logElsewhere === true };
}

/** A rung that answers by itself; only a bug of ours can throw there. */
function attemptCheck(rung: Rung, judge: () => Check): Check {
  const { check, proof } = attempt(rung, judge);
  return proof ?? check;
}

function describeSubjects(digests: readonly SubjectDigest[]): { readonly found: string } {
  const more = digests.length > 3 ? ` and ${digests.length - 3} more` : '';
  return { found: `${digests.slice(0, 3).join(', ')}${more}` };
}

export function holds({ checks }: Ladder): boolean {
  return !checks.some(blocks);
}

/** Of several rules that do not hold, the one to show is the one that stops last: its signer fits, then most rungs do. */
export function furthest(ladders: readonly Ladder[]): Ladder | undefined {
  const rank = ({ checks }: Ladder) => {
    const identity = checks.some(({ rung, outcome }) => rung === 'identity' && outcome === 'passed');
    return (identity ? RUNGS.length : 0) + checks.filter((check) => !blocks(check)).length;
  };
  return ladders.reduce<Ladder | undefined>(
    (best, next) => (best === undefined || rank(next) > rank(best) ? next : best),
    undefined,
  );
}
