import { parse } from '#evidence';
import { parseTrustRule, Verifier, type Rung } from '#verification';

import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { outcomeOf, type Judge } from '../outcome.js';
import { sharedRoot, textOf } from '../trust-of-case.js';

/** The question is who signed, not what is said nor when. */
const SIGNED: readonly Rung[] = ['bytes', 'format', 'signature', 'identity'];

/** A bare envelope under one rule for each key that the case trusts. */
export const judgeEnvelope: Judge = (vector, corpus) => {
  const parsed = parse(corpus.read(fileOf(vector, 'envelope') ?? ''));
  const rules = keysOf(vector, corpus).map((publicKey, index) =>
    parseTrustRule({
      id: `key-${index}`,
      scope: { kind: 'organization' },
      kinds: [parsed.kind],
      signer: { kind: 'key', publicKey },
      log: 'none',
      time: 'none',
    }),
  );
  const { checks } = new Verifier({ trustRoots: [sharedRoot('public-good', corpus)], rules }).verify(parsed).verdict;
  return outcomeOf(checks.filter(({ rung }) => SIGNED.includes(rung)));
};

function keysOf({ files }: VectorCase, corpus: Corpus): readonly string[] {
  const keys = files['keys'];
  return typeof keys === 'object' ? Object.values(keys).map((path) => textOf(corpus.read(path))) : [];
}
