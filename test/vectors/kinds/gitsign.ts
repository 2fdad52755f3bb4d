import { packEvidenceSet, parse, type Parsed } from '#evidence';
import { Verifier } from '#verification';

import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { outcomeOf, type Judge } from '../outcome.js';
import { certificateRules } from '../rules-of-case.js';
import { trustRootOf } from '../trust-of-case.js';

/** Rungs that only a rule can pass; a case without a policy asks for the others. */
const RULED = ['identity', 'policy'];

/** A signed commit or tag, whole, in two files, or with the entry that the log answered. */
export const judgeGitsign: Judge = (vector, corpus) => {
  const root = trustRootOf(vector, corpus);
  if (root === undefined) return { got: 'error', code: 'the case has no trust root' };
  const rules = certificateRules(vector, { root, issuer: undefined });
  const { verdict } = new Verifier({ trustRoots: [root], rules }).verify(evidenceOf(vector, corpus));
  const asked = verdict.checks.filter(({ rung }) => rules.length > 0 || !RULED.includes(rung));
  const outcome = outcomeOf(asked);
  if (outcome.got === 'pass' && rules.length > 0 && verdict.outcome !== 'verified') {
    return { got: 'error', code: 'all rungs passed, yet the outcome is not verified' };
  }
  return outcome;
};

function evidenceOf(vector: VectorCase, corpus: Corpus): Parsed {
  const part = (role: string) => corpus.read(fileOf(vector, role) ?? '');
  if (fileOf(vector, 'signature') !== undefined) {
    const parts = new Map([
      ['body', part('signed_body')],
      ['signature', part('signature')],
    ]);
    return parse(packEvidenceSet('gitsign-detached', parts));
  }
  const object = part(['commit', 'tag', 'object'].find((role) => fileOf(vector, role) !== undefined) ?? '');
  if (fileOf(vector, 'rekor_entry') === undefined) return parse(object);
  const parts = new Map([
    ['object', object],
    ['entry', part('rekor_entry')],
  ]);
  return parse(packEvidenceSet('gitsign-with-entry', parts));
}
