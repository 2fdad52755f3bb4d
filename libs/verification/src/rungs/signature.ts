import { preAuthEncoding, type SignedContent } from '#evidence';
import { fromHex, hash, verifiesOverDigest, verifyOverDigest, type HashName, type PublicKey } from '#kernel';

import type { HashValue, SignedEnvelope, SignedMessage, SignedMetablock, SignedThing } from '../signed-thing.js';
import { VerificationError } from '../verification-error.js';
import type { Expectation } from './expectation.js';

const HASHES: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512']);

/** A signature that a key made over the content of the evidence. */
export interface ProvenSignature {
  readonly key: PublicKey;
  /** For a message: the digests of what was signed, as proven by the signature. */
  readonly digests: readonly HashValue[];
  /** For an envelope: how many of its signatures this key made. */
  readonly verified: number;
  /** What of an envelope was signed: all of it, unless a rule said otherwise of its key. */
  readonly over: KeyUse['over'];
  /** Names under which this key signed. */
  readonly keyids: readonly string[];
}

/** How a rule lets a key sign. */
export interface KeyUse {
  readonly key: PublicKey;
  readonly over: 'envelope' | 'payload';
  /** Only signatures that bear this name are tried. */
  readonly keyid: string | undefined;
}

/** What is signed, prepared once for all keys that may have signed it. */
export interface SignedMatter {
  readonly content: SignedThing['content'];
  readonly artifact: Uint8Array | undefined;
}

/** @param expectation where the bundle names no digest of its message, the digests asked for are tried */
export function matterOf(content: SignedContent, { artifact }: Expectation): SignedMatter {
  if (content.kind === 'dsse') {
    const encoded = preAuthEncoding(content.payloadType, content.payload);
    return { content: { ...content, encoded }, artifact: artifact?.bytes };
  }
  if (content.kind === 'metablock') return { content, artifact: artifact?.bytes };
  const { signature, digest, message } = content;
  if (message !== undefined) {
    const digests = content.hash === undefined ? [] : [{ hash: content.hash, digest: hash(content.hash, message) }];
    return { content: { kind: 'message', signature, digests }, artifact: message };
  }
  const stated = digest === undefined ? undefined : { hash: digest.algorithm, digest: digest.bytes };
  const digests = stated === undefined ? (artifact?.digests.flatMap(hashValueOf) ?? []) : [stated];
  return { content: { kind: 'message', signature, digests }, artifact: artifact?.bytes };
}

function hashValueOf(text: string): readonly HashValue[] {
  const colon = text.indexOf(':');
  const algorithm = text.slice(0, colon);
  return HASHES.has(algorithm) ? [{ hash: algorithm as HashName, digest: fromHex(text.slice(colon + 1)) }] : [];
}

/**
 * Proves: the holder of `key` signed this content. For an envelope of several signatures one by this key is enough; each
 * is tried. DSSE names no scheme, and in-toto's signers use RSASSA-PSS for RSA: it counts beside PKCS#1.
 * Assumes: nothing about who holds the key.
 * @throws VerificationError SIGNATURE_INVALID, SIGNATURE_ARTIFACT_NEEDED
 */
export function proveSignature(
  key: PublicKey,
  { content, artifact }: SignedMatter,
  use: KeyUse = { key, over: 'envelope', keyid: undefined },
): ProvenSignature {
  if (content.kind !== 'message') return proveSignatures(use, content);
  return artifact === undefined ? proveDigest(key, content) : proveMessage(key, content, artifact);
}

function proveSignatures({ key, over, keyid }: KeyUse, content: SignedEnvelope | SignedMetablock): ProvenSignature {
  const signed = content.kind === 'dsse' ? (over === 'payload' ? content.payload : content.encoded) : content.signed;
  const named = content.signatures.filter((item) => keyid === undefined || item.keyid === keyid);
  const own = named.filter(({ signature }) =>
    hashesFor(key).some((hash) => verifies(key, signed, { hash, signature }) || key.verifyPss(signed, signature, hash)),
  );
  if (own.length === 0) {
    throw new VerificationError('SIGNATURE_INVALID', { expected: `a signature by key ${key.fingerprint}` });
  }
  return { key, digests: [], verified: own.length, over, keyids: own.map((item) => item.keyid) };
}

function proveMessage(key: PublicKey, content: SignedMessage, artifact: Uint8Array): ProvenSignature {
  const stated = content.digests.map((value) => value.hash);
  const name = [...new Set([...stated, ...hashesFor(key)])].find((candidate) =>
    verifies(key, artifact, { hash: candidate, signature: content.signature }),
  );
  if (name === undefined) {
    throw new VerificationError('SIGNATURE_INVALID', {
      expected: `a signature by key ${key.fingerprint} over the artifact`,
    });
  }
  return { key, digests: [{ hash: name, digest: hash(name, artifact) }], verified: 1, over: 'envelope', keyids: [] };
}

/** Rekor takes Ed25519 signatures over artifacts in their pre-hashed variant. */
function verifies(
  key: PublicKey,
  message: Uint8Array,
  signed: { readonly hash: HashName; readonly signature: Uint8Array },
) {
  if (key.verify(message, signed.signature, signed.hash)) return true;
  if (key.kind !== 'ed25519' || signed.hash !== 'sha512') return false;
  return verifyOverDigest(key, { hash: 'sha512', digest: hash('sha512', message) }, signed.signature);
}

function proveDigest(key: PublicKey, content: SignedMessage): ProvenSignature {
  const usable = content.digests.filter((value) => verifiesOverDigest(key, value.hash));
  if (usable.length === 0)
    throw new VerificationError('SIGNATURE_ARTIFACT_NEEDED', { found: `a ${key.kind} signature` });
  const digests = usable.filter((value) => verifyOverDigest(key, value, content.signature));
  if (digests.length === 0) {
    throw new VerificationError('SIGNATURE_INVALID', {
      expected: `a signature by key ${key.fingerprint} over the digest`,
    });
  }
  return { key, digests, verified: 1, over: 'envelope', keyids: [] };
}

/** The key's own hash, and SHA-256, which older signers used whatever the curve. Pre-hashed Ed25519 takes SHA-512. */
function hashesFor(key: PublicKey): readonly HashName[] {
  if (key.kind === 'ed25519') return ['sha256', 'sha512'];
  return key.defaultHash === 'sha256' ? ['sha256'] : [key.defaultHash, 'sha256'];
}
