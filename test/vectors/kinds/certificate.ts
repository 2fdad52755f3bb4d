import { parse } from '#evidence';
import { fromBase64, parseInstant, toBase64 } from '#kernel';
import type { TrustRoot } from '#verification';

import {
  parseCertificate,
  proveIssued,
  provePublished,
  proveValidAt,
  readSigningCertificate,
} from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { PASS, passIf, type Judge } from '../outcome.js';
import { rootListing, textOf, trustRootOf, type ListedLog } from '../trust-of-case.js';

/** What the signing certificate of a bundle says about its signer. */
export const judgeExtensions: Judge = (vector, corpus) => {
  const { content } = parse(corpus.read(fileOf(vector, 'bundle') ?? ''));
  if (content.kind !== 'signed' || content.entity.key.kind !== 'certificate')
    return { got: 'fail', code: 'NO_CERTIFICATE' };
  const { issuer, identity, extensions } = readSigningCertificate(content.entity.key.der).signer;
  const expected = vector.expected_output ?? {};
  const stated = Object.entries(expected['Extensions'] as Record<string, string>).filter(([, value]) => value !== '');
  const own = new Map(Object.entries({ issuer, ...extensions }).map(([name, value]) => [name.toLowerCase(), value]));
  const same = stated.every(([name, value]) => own.get(name.toLowerCase()) === value) && own.size === stated.length;
  return passIf(same && identity === expected['SubjectAlternativeName'], 'OTHER_VALUES');
};

/** Issued by an authority of the trust root, and promised to be published by one of its logs. */
export const judgePublished: Judge = (vector, corpus) => {
  const leaf = readSigningCertificate(leafOf(vector, corpus)).certificate;
  const root = trustRootOf(vector, corpus) ?? ownRoot(vector, corpus);
  provePublished(leaf, proveIssued(leaf, [root]), 1);
  return PASS;
};

function ownRoot(vector: VectorCase, corpus: Corpus): TrustRoot {
  const { spki } = JSON.parse(textOf(corpus.read(fileOf(vector, 'ctlog') ?? ''))) as { spki: string };
  const log: ListedLog = { baseUrl: 'https://ct.example', key: spki };
  return rootListing({ ctlogs: [log], certificateAuthorities: [pemOf('issuer', vector, corpus)] });
}

/** Issued by the authorities of the case, and valid at the moment it names. */
export const judgeChain: Judge = (vector, corpus) => {
  const leaf = parseCertificate(leafOf(vector, corpus));
  const authorities = fileOf(vector, 'cas') === undefined ? [] : [pemOf('cas', vector, corpus)];
  const issued = proveIssued(leaf, [rootListing({ certificateAuthorities: authorities })]);
  proveValidAt(leaf, issued, [Date.parse(parseInstant(String(vector.policy?.['at'])))]);
  return PASS;
};

function leafOf(vector: VectorCase, corpus: Corpus): Uint8Array {
  const role = fileOf(vector, 'leaf') === undefined ? 'cert_chain' : 'leaf';
  const [first = ''] = pemOf(role, vector, corpus);
  return fromBase64(first);
}

/** Certificates of a PEM file, base64 DER. */
export function pemOf(role: string, vector: VectorCase, corpus: Corpus): readonly string[] {
  const text = textOf(corpus.read(fileOf(vector, role) ?? ''));
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, base64 = '']) => toBase64(Buffer.from(base64, 'base64')));
}
