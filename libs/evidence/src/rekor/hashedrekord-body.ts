import { canonicalJson, Field, parseStrictJson, sha256Hex, toBase64, toUtf8 } from '#kernel';

import { bytesOf } from '../field-readers.js';
import type { LogEntry } from '../signed-entity.js';

/**
 * What Rekor v1 holds of a signature as hashedrekord 0.0.1, byte for byte: RFC 8785 JSON with SHA-256 of the message,
 * the signature, and the certificate as Go writes PEM.
 */
export function hashedRekordBody(message: Uint8Array, signature: Uint8Array, certificate: Uint8Array): Uint8Array {
  return toUtf8(
    canonicalJson({
      apiVersion: '0.0.1',
      kind: 'hashedrekord',
      spec: {
        data: { hash: { algorithm: 'sha256', value: sha256Hex(message) } },
        signature: {
          content: toBase64(signature),
          publicKey: { content: toBase64(toUtf8(certificatePem(certificate))) },
        },
      },
    }),
  );
}

/**
 * The signature that an entry of that kind holds over this message; undefined where it is about another message. Not
 * proven: neither that the log holds the entry, nor who made the signature. @throws ParseError FIELD_*, JSON_*
 */
export function signatureLoggedOver(message: Uint8Array, { kind, version, canonicalizedBody }: LogEntry) {
  if (`${kind}/${version}` !== 'hashedrekord/0.0.1') return undefined;
  const spec = new Field(parseStrictJson(canonicalizedBody), 'body').get('spec');
  const logged = spec.get('data').get('hash');
  const isSame = logged.get('algorithm').string() === 'sha256' && logged.get('value').string() === sha256Hex(message);
  return isSame ? bytesOf(spec.get('signature').get('content')) : undefined;
}

/** RFC 7468: 64 characters a line, a line feed behind each. */
export function certificatePem(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
