import { digestOf, toUtf8 } from '#kernel';
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
  const path = pathOf(vector);
  if (path === undefined) return undefined;
  const original = corpus.read(path);
  const bytes = edited(original, vector, corpus);
  return loadTrustRoot({ name: ROOT_NAME, digest: digestOf(bytes), bytes, source: 'file' });
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
