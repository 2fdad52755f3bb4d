import { INTOTO_PAYLOAD_TYPE, preAuthEncoding } from '#evidence';
import { AppError, canonicalJson, toBase64, toUtf8, type SubjectDigest } from '#kernel';

import type { Signer } from './signer.js';

export const IN_TOTO_STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** What is going to be signed: subjects by digest, and a predicate that is JSON. */
export interface UnsignedStatement {
  readonly subjects: readonly StatementSubject[];
  readonly predicateType: string;
  /** Any JSON value; canonicalised before it is signed. */
  readonly predicate: unknown;
}

export interface StatementSubject {
  readonly name: string;
  readonly digests: readonly SubjectDigest[];
}

/**
 * An in-toto Statement v1 (RFC 8785 JSON) in a DSSE envelope, in a Sigstore bundle v0.3, UTF-8 JSON bytes. The key is
 * named by its fingerprint; nobody's log or clock is involved. The signature is checked with the signer's own public
 * key before the bytes are returned, so that a failing device never issues a statement that nobody can verify.
 * @throws AppError invalid STATEMENT_WITHOUT_SUBJECT, SUBJECT_DIGEST_AMBIGUOUS · unavailable SIGNATURE_SELF_CHECK_FAILED · what the signer throws
 */
export async function signStatement(statement: UnsignedStatement, signer: Signer): Promise<Uint8Array> {
  const payload = toUtf8(canonicalJson(inTotoStatement(statement)));
  const message = preAuthEncoding(INTOTO_PAYLOAD_TYPE, payload);
  const signature = await signer.sign(message);
  requireOwnSignature(signer, message, signature);
  return toUtf8(canonicalJson(sigstoreBundle(signer.publicKey.fingerprint, payload, signature)));
}

/** @throws AppError unavailable SIGNATURE_SELF_CHECK_FAILED when `signature` is not the signer's over `message` */
export function requireOwnSignature(signer: Signer, message: Uint8Array, signature: Uint8Array): void {
  if (signer.publicKey.verify(message, signature)) return;
  throw new AppError(
    'unavailable',
    'SIGNATURE_SELF_CHECK_FAILED',
    'the signing key returned a signature that its own public key does not verify: nothing was issued; check the key or device',
  );
}

function inTotoStatement(statement: UnsignedStatement): unknown {
  const subjects = statement.subjects.map(toInTotoSubject);
  if (subjects.length === 0 || subjects.some(({ digest }) => Object.keys(digest).length === 0)) {
    throw new AppError(
      'invalid',
      'STATEMENT_WITHOUT_SUBJECT',
      'a statement needs at least one subject, each with a digest: a statement about nothing is not signed',
    );
  }
  return {
    _type: IN_TOTO_STATEMENT_TYPE,
    subject: subjects,
    predicateType: statement.predicateType,
    predicate: statement.predicate,
  };
}

function toInTotoSubject(subject: StatementSubject): {
  readonly name: string;
  readonly digest: Readonly<Record<string, string>>;
} {
  const digest = Object.fromEntries(
    subject.digests.map((text) => {
      const colon = text.indexOf(':');
      return [text.slice(0, colon), text.slice(colon + 1)];
    }),
  );
  if (Object.keys(digest).length < subject.digests.length) {
    throw new AppError(
      'invalid',
      'SUBJECT_DIGEST_AMBIGUOUS',
      `"${subject.name}" has two digests of one algorithm: one thing has one, so name each thing by its own`,
    );
  }
  return { name: subject.name, digest };
}

function sigstoreBundle(hint: string, payload: Uint8Array, signature: Uint8Array): unknown {
  return {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint } },
    dsseEnvelope: {
      payload: toBase64(payload),
      payloadType: INTOTO_PAYLOAD_TYPE,
      signatures: [{ sig: toBase64(signature), keyid: '' }],
    },
  };
}
