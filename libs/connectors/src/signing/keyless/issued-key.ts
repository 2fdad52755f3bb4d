import { AppError, Field, ParseError, parseStrictJson, PublicKey, SigningKey, toBase64, toUtf8 } from '#kernel';

import { ask, NoAnswer, type HttpAnswer } from '../http/ask.js';
import { subjectOf } from './identity-token.js';
import { KEYLESS_TIMEOUT_SECONDS, type KeylessOptions } from './keyless-options.js';

const BUSY = 429;
const MAX_CHAIN = 10;

/** A key that lives as long as this object, and the certificate that binds it to an identity for some minutes. */
export interface CertifiedKey {
  readonly key: SigningKey;
  /** PEM, as it came. */
  readonly pem: string;
  /** DER. */
  readonly certificate: Uint8Array;
}

type Fulcio = Pick<KeylessOptions, 'fulcio' | 'timeoutSeconds'>;

/**
 * Has a new key certified by Fulcio for whoever the token names. The certificate is checked to be of this key; chain,
 * SCT and identity are judged by the ladder.
 * @throws AppError unavailable FULCIO_UNREACHABLE, FULCIO_SLOW, FULCIO_REFUSED, FULCIO_FAILED, FULCIO_ANSWER_INVALID, FULCIO_OTHER_KEY
 */
export async function certifiedKey(fulcio: Fulcio, token: string): Promise<CertifiedKey> {
  const key = SigningKey.generate();
  const pem = await certify(fulcio, token, key);
  const { certificate, certified } = readCertificate(pem);
  if (certified.fingerprint === key.publicKey.fingerprint) return { key, pem, certificate };
  throw new AppError(
    'unavailable',
    'FULCIO_OTHER_KEY',
    'Fulcio answered a certificate of another key than the one it was shown: nothing was signed; check the address',
  );
}

/**
 * Fulcio's API, version 2, `CreateSigningCertificate`: the token goes to this address and, whatever is answered, to no
 * other. Possession is proven by a signature over the subject of the token.
 */
async function certify(fulcio: Fulcio, token: string, key: SigningKey): Promise<string> {
  const proofOfPossession = toBase64(key.sign(toUtf8(subjectOf(token))));
  const question = {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: { publicKey: { algorithm: 'ECDSA', content: key.publicKey.toPem() }, proofOfPossession },
  };
  const { status, bytes } = await answerOf(fulcio, toUtf8(JSON.stringify(question)));
  if (status !== 200 && status !== 201) throw refusal(fulcio.fulcio, status);
  return leafOf(bytes);
}

async function answerOf({ fulcio, timeoutSeconds }: Fulcio, body: Uint8Array): Promise<HttpAnswer> {
  const url = new URL(`${fulcio}/api/v2/signingCert`);
  const headers = { 'content-type': 'application/json' };
  try {
    return await ask({
      ...{ url, method: 'POST', headers, body },
      timeoutSeconds: timeoutSeconds ?? KEYLESS_TIMEOUT_SECONDS,
    });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw silence(fulcio, error);
  }
}

/** PEM of the leaf, whichever way its SCT comes. */
function leafOf(bytes: Uint8Array): string {
  try {
    const field = new Field(parseStrictJson(bytes), 'answer');
    const signed = field.optional('signedCertificateEmbeddedSct') ?? field.get('signedCertificateDetachedSct');
    const [leaf] = signed.get('chain').get('certificates').items(MAX_CHAIN);
    return leaf?.string() ?? '';
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    throw invalidAnswer(cause);
  }
}

function readCertificate(pem: string): { readonly certificate: Uint8Array; readonly certified: PublicKey } {
  const [, base64] = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/.exec(pem) ?? [];
  const certificate = new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
  try {
    return { certificate, certified: PublicKey.fromCertificate(certificate).key };
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    throw invalidAnswer(cause);
  }
}

function refusal(address: string, status: number): AppError {
  if (status >= 500 || status === BUSY) {
    return new AppError('unavailable', 'FULCIO_FAILED', `Fulcio at ${address} failed (status ${status}): try again`);
  }
  return new AppError(
    'unavailable',
    'FULCIO_REFUSED',
    `Fulcio at ${address} gives no certificate for this identity token (status ${status}): it ended, or its issuer or audience is not known there`,
  );
}

function silence(address: string, error: NoAnswer): AppError {
  const cause = { cause: error };
  switch (error.reason) {
    case 'slow':
      return new AppError(
        'unavailable',
        'FULCIO_SLOW',
        `Fulcio at ${address} did not answer in time: try again`,
        cause,
      );
    case 'too-large':
      return invalidAnswer(error);
    case 'away':
      return new AppError(
        'unavailable',
        'FULCIO_UNREACHABLE',
        `Fulcio at ${address} cannot be reached: check address, network and certificate`,
        cause,
      );
  }
}

function invalidAnswer(cause?: unknown): AppError {
  const message = 'Fulcio answered something that is no certificate: check that the address leads to a Fulcio (API v2)';
  return new AppError('unavailable', 'FULCIO_ANSWER_INVALID', message, { cause });
}
