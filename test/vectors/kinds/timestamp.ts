import { X509Certificate } from 'node:crypto';

import { PublicKey, toBase64 } from '#kernel';
import type { TrustRoot } from '#verification';

import { parseTimestampToken, verifyTimestamp } from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { PASS, type Judge } from '../outcome.js';
import { rootListing, sharedRoot, textOf, trustRootOf } from '../trust-of-case.js';

type Authorities = TrustRoot['timestampAuthorities'];

/** A time-stamp over the data of the case, by the authorities it trusts. */
export const judgeTimestamp: Judge = (vector, corpus) => {
  const token = corpus.read(fileOf(vector, 'timestamp') ?? '');
  verifyTimestamp(token, corpus.read(fileOf(vector, 'data') ?? ''), authoritiesOf(vector, corpus, token));
  return PASS;
};

function authoritiesOf(vector: VectorCase, corpus: Corpus, token: Uint8Array): Authorities {
  const key = fileOf(vector, 'key');
  if (key !== undefined) return underKey(PublicKey.fromPem(textOf(corpus.read(key))), corpus);
  return (trustRootOf(vector, corpus) ?? embeddedRoot(token)).timestampAuthorities;
}

/** A case with a bare key is about tokens of GitHub's authority: its own certificate, under the key of the case. */
function underKey(key: PublicKey, corpus: Corpus): Authorities {
  return sharedRoot('github', corpus).timestampAuthorities.map((authority) =>
    authority.leaf === undefined ? authority : { ...authority, leaf: { ...authority.leaf, key } },
  );
}

/** A case that trusts the one self-signed certificate which its token brings. */
function embeddedRoot(token: Uint8Array): TrustRoot {
  const own = parseTimestampToken(token).certificates.filter((der) => {
    const { subject, issuer } = new X509Certificate(der);
    return subject === issuer;
  });
  return rootListing({ timestampAuthorities: own.map((der) => [toBase64(der)]) });
}
