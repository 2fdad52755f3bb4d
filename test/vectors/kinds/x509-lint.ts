import { digestOf, fromBase64 } from '#kernel';
import { loadTrustRoot } from '#verification';

import { parseCertificate, requireSigningLeaf } from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf } from '../corpus.js';
import { PASS, type Judge } from '../outcome.js';
import { rootListing } from '../trust-of-case.js';
import { pemOf } from './certificate.js';

/** What upstream asks about one certificate, by its words, and how the product answers it. */
const QUESTIONS: readonly (readonly [words: RegExp, judge: Judge])[] = [
  [/is a root CA/, judgeRoot],
  [/is a CA certificate/, judgeAuthority],
  [/is a code-signing leaf/, judgeLeaf],
];

export const judgeCertificate: Judge = (vector, corpus) => {
  const question = QUESTIONS.find(([words]) => words.test(vector.why ?? ''));
  return question?.[1](vector, corpus) ?? { got: 'error', code: `no such question: ${vector.why ?? ''}` };
};

/** May a trust root list it as the authority that ends its chain? */
function judgeAuthority(...[vector, corpus]: Parameters<Judge>) {
  rootListing({ certificateAuthorities: [pemOf('cert', vector, corpus)] });
  return PASS;
}

/** Is it a trust root by itself, that no other authority signed? */
function judgeRoot(...[vector, corpus]: Parameters<Judge>) {
  const bytes = corpus.read(fileOf(vector, 'cert') ?? '');
  loadTrustRoot({ name: 'case', digest: digestOf(bytes), bytes, source: 'file' });
  return PASS;
}

function judgeLeaf(...[vector, corpus]: Parameters<Judge>) {
  const [first = ''] = pemOf('cert', vector, corpus);
  requireSigningLeaf(parseCertificate(fromBase64(first)));
  return PASS;
}
