import { parse } from '#evidence';
import { Verifier } from '#verification';

import { fileOf } from '../corpus.js';
import { outcomeOf, type Judge } from '../outcome.js';
import { sharedRoot } from '../trust-of-case.js';

/** As such a layout is received: alone, for nobody signs it. Its attestations are pieces of evidence of their own. */
export const judgeAttestationLayout: Judge = (vector, corpus) => {
  const parsed = parse(corpus.read(fileOf(vector, 'layout') ?? ''));
  const verifier = new Verifier({ trustRoots: [sharedRoot('public-good', corpus)], rules: [] });
  return outcomeOf(verifier.verify(parsed).verdict.checks);
};
