import { parse, type Parsed } from '#evidence';
import { isSubjectDigest } from '#kernel';
import { Verifier, type Check, type Expectation, type Rung, type TrustRoot } from '#verification';

import { fileOf, needsNetwork, type Corpus, type VectorCase } from '../corpus.js';
import { outcomeOf, type Judge, type Outcome } from '../outcome.js';
import { certificateRules, untranslated } from '../rules-of-case.js';
import { sharedRoot } from '../trust-of-case.js';

/** What upstream's own function for bundles looks at: who signed, where it was logged, and nothing that is said. */
const SIGNED: readonly Rung[] = [
  ...(['bytes', 'format', 'envelope', 'signature', 'certificate-chain'] as const),
  ...(['certificate-transparency', 'transparency-log', 'trusted-time'] as const),
];
const LOGGED: readonly Rung[] = ['certificate-chain', 'transparency-log', 'trusted-time'];

/** Provenance by a builder on GitHub, under rules that say what upstream was asked; every artifact must be a subject. */
export const judgeProvenance: Judge = (vector, corpus) => {
  const field = untranslated(vector);
  if (field !== undefined) return { got: 'skipped', why: `policy field ${field} has no translation` };
  const parsed = parse(corpus.read(fileOf(vector, 'bundle') ?? fileOf(vector, 'envelope') ?? ''));
  const root = sharedRoot('public-good', corpus);
  for (const expectation of expectationsOf(vector, corpus)) {
    const outcome = judgeOne(vector, { parsed, root, expectation });
    if (outcome.got !== 'pass') return outcome;
  }
  if (!needsNetwork(vector)) return { got: 'pass' };
  return { got: 'undecided', why: 'nothing speaks against it; the log entry is not in the bytes' };
};

interface Question {
  readonly parsed: Parsed;
  readonly root: TrustRoot;
  readonly expectation: Expectation;
}

function judgeOne(vector: VectorCase, { parsed, root, expectation }: Question): Outcome {
  const { signer } = new Verifier({ trustRoots: [root], rules: [] }).verify(parsed, expectation).verdict;
  const issuer = signer?.kind === 'certificate' ? signer.issuer : undefined;
  const rules = certificateRules(vector, { root, issuer });
  const { checks, outcome } = new Verifier({ trustRoots: [root], rules }).verify(parsed, expectation).verdict;
  if (vector.policy === null) return outcomeOf(checks.filter(({ rung }) => SIGNED.includes(rung)));
  const judged = outcomeOf(needsNetwork(vector) ? checks.filter(isInBytes) : checks);
  if (judged.got === 'pass' && !needsNetwork(vector) && outcome !== 'verified') {
    return { got: 'error', code: 'all rungs passed, yet the outcome is not verified' };
  }
  return judged;
}

/** Without a log entry there is no time, and without a time no validity: those rungs are left open, no other. */
function isInBytes({ rung, code }: Check): boolean {
  const isOpen = code === 'LOG_ENTRY_ELSEWHERE' || code === 'TIME_MISSING' || code === 'CERTIFICATE_TIME_UNKNOWN';
  return !(LOGGED.includes(rung) && isOpen);
}

/** Each artifact that the case brings, as bytes and by digest. */
function expectationsOf(vector: VectorCase, corpus: Corpus): readonly Expectation[] {
  const files = Object.keys(vector.files).filter((role) => /^artifact\d*$/.test(role));
  const byBytes = files.map((role) => ({ artifact: { digests: [], bytes: corpus.read(fileOf(vector, role) ?? '') } }));
  const digest = vector.artifact?.['digest'];
  const byDigest = digest !== undefined && isSubjectDigest(digest) ? [{ artifact: { digests: [digest] } }] : [];
  return byBytes.length + byDigest.length === 0 ? [{}] : [...byBytes, ...byDigest];
}
