import type { Parsed } from '#evidence';
import { Verifier, type Expectation, type Rung, type TrustRoot, type TrustRule } from '#verification';

import type { Corpus, VectorCase } from '../corpus.js';
import { evidenceOf, expectationsOf, namesPackage } from '../evidence-of-case.js';
import { keysOf } from '../keys-of-case.js';
import { outcomeOf, PASS, type Outcome } from '../outcome.js';
import { askedThresholds, certificateRules, keyRules, untranslated } from '../rules-of-case.js';
import { sharedRoot, trustRootOf } from '../trust-of-case.js';

const STRUCTURE: readonly Rung[] = ['bytes', 'format', 'envelope'];
const STATEMENT: readonly Rung[] = [...STRUCTURE, 'subject', 'predicate'];
const RULED: readonly Rung[] = ['identity', 'policy'];

/** Whole evidence, through the verifier: every piece a case brings must come out well. */
export function judgeBundle(vector: VectorCase, corpus: Corpus): Outcome {
  const field = untranslated(vector);
  if (field !== undefined) return { got: 'skipped', why: `policy field ${field} has no translation` };
  const evidence = evidenceOf(vector, corpus);
  if (evidence.length === 0) return { got: 'error', code: 'no evidence in the case' };
  const root = trustRootOf(vector, corpus);
  return (
    evidence.map((parsed) => judgePiece(parsed, { vector, corpus, root })).find(({ got }) => got !== 'pass') ?? PASS
  );
}

/** Evidence beside an image, of which much is about something else: one signed piece that comes out well is enough. */
export function judgeLayout(vector: VectorCase, corpus: Corpus): Outcome {
  const field = untranslated(vector);
  if (field !== undefined) return { got: 'skipped', why: `policy field ${field} has no translation` };
  const signed = evidenceOf(vector, corpus).filter(({ content }) => content.kind === 'signed');
  const root = trustRootOf(vector, corpus);
  const outcomes = signed.map((parsed) => judgePiece(parsed, { vector, corpus, root }));
  return outcomes.find(({ got }) => got === 'pass') ?? outcomes[0] ?? { got: 'fail', code: 'EVIDENCE_NONE' };
}

function judgePiece(parsed: Parsed, circumstances: Omit<Question, 'parsed' | 'expectation'>): Outcome {
  const { vector, corpus } = circumstances;
  const outcomes = expectationsOf(vector, corpus, parsed).map((expectation) =>
    judgeOne({ ...circumstances, parsed, expectation }),
  );
  const refused = outcomes.find(({ got }) => got !== 'pass');
  if (refused !== undefined) return refused;
  return namesPackage(parsed, vector) ? PASS : { got: 'fail', code: 'PACKAGE_NAME' };
}

interface Question {
  readonly vector: VectorCase;
  readonly corpus: Corpus;
  readonly root: TrustRoot | undefined;
  readonly parsed: Parsed;
  readonly expectation: Expectation;
}

function judgeOne(question: Question): Outcome {
  const { vector, root } = question;
  const onlyStatement = /not signatures/.test(vector.checks ?? '');
  if (root !== undefined && !onlyStatement) return judgeWhole(question, root);
  return judgeUnsigned(question, onlyStatement ? STATEMENT : STRUCTURE);
}

/** Cases that name no trust root, or ask for the statement alone: the rungs that need no key. */
function judgeUnsigned({ parsed, expectation, corpus }: Question, rungs: readonly Rung[]): Outcome {
  const anyRoot = sharedRoot('public-good', corpus);
  const { checks } = new Verifier({ trustRoots: [anyRoot], rules: [] }).verify(parsed, expectation).verdict;
  return outcomeOf(checks.filter(({ rung }) => rungs.includes(rung)));
}

function judgeWhole(question: Question, root: TrustRoot): Outcome {
  const rules = rulesFor(question, root);
  const { verdict } = verifierFor(question, root, rules).verify(question.parsed, question.expectation);
  const exempt = rules.length === 0 ? RULED : [];
  const outcome = outcomeOf(verdict.checks.filter(({ rung }) => !exempt.includes(rung)));
  if (outcome.got === 'pass' && rules.length > 0 && verdict.outcome !== 'verified') {
    return { got: 'error', code: 'all rungs passed, yet the outcome is not verified' };
  }
  return outcome;
}

/** Rules for the kind of key this evidence was signed with: a case may state a policy for one kind only. */
function rulesFor({ vector, corpus, parsed, expectation }: Question, root: TrustRoot): readonly TrustRule[] {
  if (parsed.content.kind !== 'signed') return [];
  if (parsed.content.entity.key.kind === 'public-key') return keyRules(keysOf(vector, corpus), vector, root);
  const { signer } = new Verifier({ trustRoots: [root], rules: [] }).verify(parsed, expectation).verdict;
  const issuer = signer?.kind === 'certificate' ? signer.issuer : undefined;
  return certificateRules(vector, { root, issuer });
}

function verifierFor({ vector }: Question, root: TrustRoot, rules: readonly TrustRule[]): Verifier {
  return new Verifier({ trustRoots: [root], rules, defaults: askedThresholds(vector) });
}
