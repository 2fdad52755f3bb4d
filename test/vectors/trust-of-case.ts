import { digestOf, fromBase64, sha256, toBase64, toUtf8 } from '#kernel';
import { loadTrustRoot, type TrustRoot } from '#verification';

import { fileOf, type Corpus, type VectorCase } from './corpus.js';

const ROOT_NAME = 'case';

interface RootDocument {
  tlogs?: unknown[];
  ctlogs?: unknown[];
  timestampAuthorities?: unknown[];
}

/**
 * The trust root a case names, with what its description and options take away or replace; undefined where it names
 * none. A threshold of zero means that upstream relies on no such authority, so the root lists none.
 */
export function trustRootOf(vector: VectorCase, corpus: Corpus): TrustRoot | undefined {
  const bytes = trustedRootBytesOf(vector, corpus);
  return bytes === undefined ? undefined : rootOf(bytes);
}

/** The same as a document, for other readers of trust roots. */
export function trustedRootBytesOf(vector: VectorCase, corpus: Corpus): Uint8Array | undefined {
  const path = pathOf(vector);
  return path === undefined ? undefined : edited(corpus.read(path), vector, corpus);
}

/** One of the trust roots that the corpus holds for all cases. */
export function sharedRoot(name: 'public-good' | 'staging' | 'github', corpus: Corpus): TrustRoot {
  return rootOf(corpus.read(`trust/${name}/trusted_root.json`));
}

function rootOf(bytes: Uint8Array): TrustRoot {
  return loadTrustRoot({ name: ROOT_NAME, digest: digestOf(bytes), bytes, source: 'file' });
}

/** What a case that ships keys and certificates instead of a trust root trusts. Keys and certificates are base64 DER. */
export interface Listing {
  readonly tlogs?: readonly ListedLog[];
  readonly ctlogs?: readonly ListedLog[];
  /** Chains, from the issuer up. */
  readonly certificateAuthorities?: readonly Chain[];
  readonly timestampAuthorities?: readonly Chain[];
}

type Chain = readonly string[];

export interface ListedLog {
  readonly baseUrl: string;
  readonly key: string;
  /** Where the case states one; otherwise that of the key. */
  readonly id?: string;
  readonly validFor?: Readonly<Record<string, string>>;
}

const ALWAYS = { start: '1970-01-01T00:00:00Z' };

/** A trust root of those keys and certificates, read by the product's own reader. */
export function rootListing(listing: Listing): TrustRoot {
  const { tlogs = [], ctlogs = [], certificateAuthorities = [], timestampAuthorities = [] } = listing;
  const document = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: tlogs.map(logOf),
    ctlogs: ctlogs.map(logOf),
    certificateAuthorities: certificateAuthorities.map(authorityOf),
    timestampAuthorities: timestampAuthorities.map(authorityOf),
  };
  return rootOf(toUtf8(JSON.stringify(document)));
}

function authorityOf(chain: Chain) {
  return { certChain: { certificates: chain.map((rawBytes) => ({ rawBytes })) }, validFor: ALWAYS };
}

function logOf({ baseUrl, key, id = toBase64(sha256(fromBase64(key))), validFor = ALWAYS }: ListedLog) {
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: key, keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: id },
  };
}

function pathOf(vector: VectorCase): string | undefined {
  const own = fileOf(vector, 'trusted_root');
  if (own !== undefined) return own;
  const shared = /public-good|staging|github/.exec(vector.trust_root ?? '')?.[0];
  return shared === undefined ? undefined : `trust/${shared}/trusted_root.json`;
}

function edited(original: Uint8Array, vector: VectorCase, corpus: Corpus): Uint8Array {
  const changes: RootDocument = {};
  const authority = fileOf(vector, 'tsa_ca');
  if (authority !== undefined) changes.timestampAuthorities = [JSON.parse(textOf(corpus.read(authority)))];
  if (/timestampAuthorities\s*=\s*\[\]/.test(vector.trust_root ?? '')) changes.timestampAuthorities = [];
  if (vector.options?.['tlog_threshold'] === 0) changes.tlogs = [];
  if (vector.options?.['ctlog_threshold'] === 0) changes.ctlogs = [];
  if (Object.keys(changes).length === 0) return original;
  return toUtf8(JSON.stringify({ ...(JSON.parse(textOf(original)) as RootDocument), ...changes }));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
