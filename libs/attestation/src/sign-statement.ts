import { INTOTO_PAYLOAD_TYPE, preAuthEncoding } from '#evidence';
import { AppError, canonicalJson, PublicKey, toBase64, toUtf8, type SubjectDigest } from '#kernel';

import { NO_WITNESS, type Signer, type WitnessMaterial } from './signer.js';

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
 * An in-toto Statement v1 (RFC 8785 JSON) in a DSSE envelope, in a Sigstore bundle v0.3, UTF-8 JSON bytes. A signer with
 * a certificate is named by it, any other by the key's fingerprint; what witnesses add stands beside the signature. The
 * signature is checked with the signer's own public key before a witness sees it, so that a failing device never issues
 * a statement that nobody can verify; where a witness fails, nothing is returned.
 * @throws AppError invalid STATEMENT_WITHOUT_SUBJECT, SUBJECT_DIGEST_AMBIGUOUS · unavailable SIGNATURE_SELF_CHECK_FAILED · what signer and witness throw
 */
export async function signStatement(statement: UnsignedStatement, signer: Signer): Promise<Uint8Array> {
  return signPayload(statementPayload(statement), signer);
}

/** The bytes that are signed: they can be kept, and signed later. @throws as `signStatement` for a statement that is none */
export function statementPayload(statement: UnsignedStatement): Uint8Array {
  return toUtf8(canonicalJson(inTotoStatement(statement)));
}

/** Signs exactly these bytes, which `statementPayload` made. @throws as `signStatement` */
export async function signPayload(payload: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const message = preAuthEncoding(INTOTO_PAYLOAD_TYPE, payload);
  const signature = await signer.sign(message);
  requireOwnSignature(signer, message, signature);
  const witnessed = await signer.witness?.({ payloadType: INTOTO_PAYLOAD_TYPE, payload, signature });
  return toUtf8(canonicalJson(sigstoreBundle(verificationMaterial(signer, witnessed), payload, signature)));
}

/**
 * @throws AppError unavailable SIGNATURE_SELF_CHECK_FAILED when `signature` over `message` does not verify under all that
 * the signer is known by: its key, and where it has one, its certificate
 */
export function requireOwnSignature(signer: Signer, message: Uint8Array, signature: Uint8Array): void {
  const { publicKey, certificate } = signer;
  const certified = certificate === undefined ? publicKey : PublicKey.fromCertificate(certificate).key;
  if ([publicKey, certified].every((key) => key.verify(message, signature))) return;
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

/** `VerificationMaterial` of sigstore_bundle.proto: what no witness gave is left out. */
function verificationMaterial(
  { certificate, publicKey }: Signer,
  { logEntries, timestamps }: WitnessMaterial = NO_WITNESS,
): unknown {
  const rfc3161Timestamps = timestamps.map((der) => ({ signedTimestamp: toBase64(der) }));
  return {
    ...(certificate === undefined
      ? { publicKey: { hint: publicKey.fingerprint } }
      : { certificate: { rawBytes: toBase64(certificate) } }),
    ...(logEntries.length === 0 ? {} : { tlogEntries: logEntries }),
    ...(timestamps.length === 0 ? {} : { timestampVerificationData: { rfc3161Timestamps } }),
  };
}

function sigstoreBundle(material: unknown, payload: Uint8Array, signature: Uint8Array): unknown {
  return {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: material,
    dsseEnvelope: {
      payload: toBase64(payload),
      payloadType: INTOTO_PAYLOAD_TYPE,
      signatures: [{ sig: toBase64(signature), keyid: '' }],
    },
  };
}
