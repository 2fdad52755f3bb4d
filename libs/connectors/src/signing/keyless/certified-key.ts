import { AppError, ParseError, PublicKey, SigningKey } from '#kernel';

import { KEYLESS_TIMEOUT_SECONDS, type KeylessOptions } from './keyless-options.js';
import { whyOf } from './why.js';

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

/** The library proves possession, asks, and gives the leaf beside a signature, which is over nothing here and dropped. */
async function certify({ fulcio, timeoutSeconds }: Fulcio, token: string, key: SigningKey): Promise<string> {
  const { FulcioSigner } = await import('./sigstore-library.js');
  const signer = new FulcioSigner({
    fulcioBaseURL: fulcio,
    identityProvider: { getToken: () => Promise.resolve(token) },
    keyHolder: {
      sign: (bytes) =>
        Promise.resolve({
          signature: Buffer.from(key.sign(bytes)),
          key: { $case: 'publicKey', publicKey: key.publicKey.toPem() },
        }),
    },
    timeout: (timeoutSeconds ?? KEYLESS_TIMEOUT_SECONDS) * 1000,
    retry: false,
  });
  try {
    const { key: material } = await signer.sign(Buffer.alloc(0));
    return material.$case === 'x509Certificate' ? material.certificate : '';
  } catch (error) {
    throw refusal(fulcio, error);
  }
}

function readCertificate(pem: unknown): { readonly certificate: Uint8Array; readonly certified: PublicKey } {
  const [, base64] =
    /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/.exec(String(pem)) ?? [];
  const certificate = new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
  try {
    return { certificate, certified: PublicKey.fromCertificate(certificate).key };
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    throw invalidAnswer(cause);
  }
}

function refusal(address: string, error: unknown): AppError {
  const why = whyOf(error);
  switch (why.kind) {
    case 'refused':
      return new AppError(
        'unavailable',
        'FULCIO_REFUSED',
        `Fulcio at ${address} gives no certificate for this identity token (status ${why.status}): it ended, or its issuer or audience is not known there`,
      );
    case 'failed':
      return new AppError(
        'unavailable',
        'FULCIO_FAILED',
        `Fulcio at ${address} failed (status ${why.status}): try again`,
      );
    case 'slow':
      return new AppError('unavailable', 'FULCIO_SLOW', `Fulcio at ${address} did not answer in time: try again`);
    case 'away':
      return new AppError(
        'unavailable',
        'FULCIO_UNREACHABLE',
        `Fulcio at ${address} cannot be reached: check address, network and certificate`,
      );
    case 'garbled':
      return invalidAnswer();
  }
}

function invalidAnswer(cause?: unknown): AppError {
  const message = 'Fulcio answered something that is no certificate: check that the address leads to a Fulcio (API v2)';
  return new AppError('unavailable', 'FULCIO_ANSWER_INVALID', message, { cause });
}
