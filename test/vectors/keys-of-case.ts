import { fromBase64, parseInstant, PublicKey, type Instant } from '#kernel';

import { fileOf, type Corpus, type VectorCase } from './corpus.js';
import { textOf } from './trust-of-case.js';

/** A public key the case trusts, under the name by which evidence hints at it. */
export interface TrustedKey {
  readonly name: string;
  readonly pem: string;
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
}

/** Keys by every way in which a case states them: one PEM file, PEM by hint, or a registry's key list. */
export function keysOf(vector: VectorCase, corpus: Corpus): readonly TrustedKey[] {
  const single = fileOf(vector, 'key');
  const lists = [fileOf(vector, 'keys'), /trust\/[\w./-]+\.json/.exec(vector.trust_root ?? '')?.[0]];
  return [
    ...(single === undefined ? [] : [singleKey(textOf(corpus.read(single)), vector)]),
    ...lists.flatMap((path) => (path === undefined ? [] : keysOfList(JSON.parse(textOf(corpus.read(path)))))),
  ];
}

function singleKey(pem: string, vector: VectorCase): TrustedKey {
  const window = vector.policy?.['key_valid_for'] as { start?: string; end?: string } | undefined;
  return { name: 'key', pem, ...windowOf(window) };
}

interface RegistryKey {
  readonly keyId?: string;
  readonly keyid?: string;
  readonly keyUsage?: string;
  readonly key?: string;
  readonly expires?: string | null;
  readonly publicKey?: { readonly rawBytes: string; readonly validFor?: { start?: string; end?: string } };
}

function keysOfList(list: unknown): readonly TrustedKey[] {
  if (!isKeyList(list)) {
    return Object.entries(list as Record<string, string>).map(([name, pem]) => ({ name, pem }));
  }
  // A registry signs packages and attestations under separate usages; only the latter speak here.
  return list.keys.filter(({ keyUsage = 'npm:attestations' }) => keyUsage === 'npm:attestations').map(registryKey);
}

function isKeyList(list: unknown): list is { readonly keys: readonly RegistryKey[] } {
  return typeof list === 'object' && list !== null && 'keys' in list && Array.isArray(list.keys);
}

function registryKey({ keyId, keyid, key, expires, publicKey }: RegistryKey): TrustedKey {
  const spki = fromBase64(publicKey?.rawBytes ?? key ?? '');
  const window = publicKey?.validFor ?? (expires ? { end: expires } : undefined);
  return { name: keyId ?? keyid ?? '', pem: PublicKey.fromSpki(spki).toPem(), ...windowOf(window) };
}

function windowOf(window: { start?: string; end?: string } | undefined): Pick<TrustedKey, 'validFrom' | 'validUntil'> {
  return {
    ...(window?.start === undefined ? {} : { validFrom: parseInstant(window.start) }),
    ...(window?.end === undefined ? {} : { validUntil: parseInstant(window.end) }),
  };
}
