import type { RekorWitness } from '@sigstore/sign';

import { preAuthEncoding } from '#evidence';
import type { SignedEnvelope, Witness } from '#attestation';
import { AppError, sha256 } from '#kernel';

import { entryJson } from './entry-json.js';
import { KEYLESS_TIMEOUT_SECONDS, type KeylessOptions } from './keyless-options.js';
import { whyOf } from './why.js';

type Rekor = Pick<KeylessOptions, 'rekor' | 'timeoutSeconds'>;
type Content = Parameters<RekorWitness['testify']>[0];
type MessageDigest = Extract<Content, { $case: 'messageSignature' }>['messageSignature']['messageDigest'];

/**
 * Has each signature logged by Rekor. Version 1 is sent the envelope and keeps hashes of it (`dsse` 0.0.1); version 2
 * takes `hashedrekord` alone, which is sent a digest over the envelope's encoding and never sees the statement.
 * @param certificate PEM
 * @throws AppError unavailable REKOR_UNREACHABLE, REKOR_SLOW, REKOR_REFUSED, REKOR_FAILED, REKOR_ANSWER_INVALID
 */
export function rekorWitness(log: Rekor, certificate: string): Witness {
  const { rekor, timeoutSeconds = KEYLESS_TIMEOUT_SECONDS } = log;
  return async (signed) => {
    const { RekorWitness } = await import('./sigstore-library.js');
    const witness = new RekorWitness({
      rekorBaseURL: rekor.address,
      majorApiVersion: rekor.version,
      timeout: timeoutSeconds * 1000,
      retry: false,
    });
    const content = rekor.version === 1 ? envelopeContent(signed) : messageContent(signed);
    const { tlogEntries } = await witness.testify(content, certificate).catch((error: unknown) => {
      throw refusal(rekor.address, error);
    });
    return { logEntries: tlogEntries.map((entry) => readEntry(entry)), timestamps: [] };
  };
}

function envelopeContent({ payloadType, payload, signature }: SignedEnvelope): Content {
  const signatures = [{ sig: Buffer.from(signature), keyid: '' }];
  return { $case: 'dsseEnvelope', dsseEnvelope: { payloadType, payload: Buffer.from(payload), signatures } };
}

/**
 * Sigstore's specification of Rekor v2 clients, section 6.1.4: digest = Hash(PAE(payloadType, payload)). The library reads
 * nothing else of a digest: the hash is that of the key.
 */
function messageContent({ payloadType, payload, signature }: SignedEnvelope): Content {
  const messageDigest = { digest: Buffer.from(sha256(preAuthEncoding(payloadType, payload))) } as MessageDigest;
  return { $case: 'messageSignature', messageSignature: { messageDigest, signature: Buffer.from(signature) } };
}

function readEntry(entry: Parameters<typeof entryJson>[0]): unknown {
  try {
    return entryJson(entry);
  } catch (cause) {
    throw invalidAnswer(cause);
  }
}

function refusal(address: string, error: unknown): AppError {
  const why = whyOf(error);
  switch (why.kind) {
    case 'refused':
      return new AppError(
        'unavailable',
        'REKOR_REFUSED',
        `the log at ${address} does not take the entry (status ${why.status}): check its API version and terms; nothing was issued`,
      );
    case 'failed':
      return new AppError(
        'unavailable',
        'REKOR_FAILED',
        `the log at ${address} failed (status ${why.status}): try again`,
      );
    case 'slow':
      return new AppError('unavailable', 'REKOR_SLOW', `the log at ${address} did not answer in time: try again`);
    case 'away':
      return new AppError(
        'unavailable',
        'REKOR_UNREACHABLE',
        `the log at ${address} cannot be reached: check address, network and certificate`,
      );
    case 'garbled':
      return invalidAnswer();
  }
}

function invalidAnswer(cause?: unknown): AppError {
  const message = 'the log answered something that is no entry of it: check address and API version (1 or 2)';
  return new AppError('unavailable', 'REKOR_ANSWER_INVALID', message, { cause });
}
