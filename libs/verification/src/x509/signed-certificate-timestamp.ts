import { concatBytes, toHex, type HashName } from '#kernel';

import { contextTag, DerReader, invalid, TAG } from '../der/der-reader.js';
import { encodeHeader } from '../der/der-values.js';
import { EXTENSION, type Certificate, type Extension } from './certificate.js';

const MAX_SCTS = 16;
const HASHES: Readonly<Record<number, HashName>> = { 4: 'sha256', 5: 'sha384', 6: 'sha512' };

/** A certificate-transparency log's promise to publish (RFC 6962 section 3.2); nothing in it is proven. */
export interface SignedCertificateTimestamp {
  /** SHA-256 of the log's key, hex. */
  readonly logId: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly extensions: Uint8Array;
  readonly hash: HashName;
  readonly signature: Uint8Array;
}

/** Promises that are embedded in a certificate; none where the extension is absent. @throws ParseError DER_INVALID */
export function embeddedPromisesOf(certificate: Certificate): readonly SignedCertificateTimestamp[] {
  const extension = certificate.extensions.get(EXTENSION.signedCertificateTimestamps);
  if (extension === undefined) return [];
  const reader = new DerReader(extension.value);
  const list = reader.contentOf(reader.read(TAG.octetString));
  reader.finish();
  return readList(list);
}

/** RFC 6962 section 3.3: a two-byte length, then promises with two-byte lengths. */
function readList(bytes: Uint8Array): readonly SignedCertificateTimestamp[] {
  const list = new TlsReader(bytes);
  const items = new TlsReader(list.vector(2));
  list.finish();
  const promises: SignedCertificateTimestamp[] = [];
  while (!items.isDone) {
    if (promises.length === MAX_SCTS) throw invalid(`more than ${MAX_SCTS} certificate-transparency promises`);
    promises.push(readPromise(new TlsReader(items.vector(2))));
  }
  return promises;
}

function readPromise(reader: TlsReader): SignedCertificateTimestamp {
  if (reader.number(1) !== 0) throw invalid('certificate-transparency promise of another version than 1');
  const logId = toHex(reader.take(32));
  const timestamp = reader.number(8);
  const extensions = reader.vector(2);
  const hash = HASHES[reader.number(1)];
  const algorithm = reader.number(1);
  if (hash === undefined || (algorithm !== 1 && algorithm !== 3)) {
    throw invalid('certificate-transparency promise with an unknown signature algorithm');
  }
  const signature = reader.vector(2);
  reader.finish();
  return { logId, timestamp, extensions, hash, signature };
}

/**
 * The bytes a log signs for a certificate that carries its promise: the TBSCertificate as it was before the promise was
 * embedded (RFC 6962 section 3.2, precert_entry). @param issuerKeyHash SHA-256 over the issuer's SubjectPublicKeyInfo
 */
export function promisedBytes(
  certificate: Certificate,
  promise: SignedCertificateTimestamp,
  issuerKeyHash: Uint8Array,
): Uint8Array {
  const tbs = withoutPromises(certificate);
  return concatBytes(
    Uint8Array.of(0, 0), // version 1, certificate_timestamp
    bigEndian(promise.timestamp, 8),
    Uint8Array.of(0, 1), // precert_entry
    issuerKeyHash,
    bigEndian(lengthOf(tbs), 3),
    ...tbs,
    bigEndian(promise.extensions.length, 2),
    promise.extensions,
  );
}

/** The TBSCertificate in pieces: only the promises' extension is left out; every other byte stays as it is. */
function withoutPromises(certificate: Certificate): readonly Uint8Array[] {
  const { der, extensionOffsets, tbsContent } = certificate;
  const promises = certificate.extensions.get(EXTENSION.signedCertificateTimestamps) as Extension;
  const extensions = [
    der.subarray(extensionOffsets.list, promises.start),
    der.subarray(promises.end, extensionOffsets.end),
  ];
  const list = encodeHeader(TAG.sequence, lengthOf(extensions));
  const wrapper = encodeHeader(contextTag(3, 'constructed'), list.length + lengthOf(extensions));
  const content = [der.subarray(tbsContent, extensionOffsets.start), wrapper, list, ...extensions];
  return [encodeHeader(TAG.sequence, lengthOf(content)), ...content];
}

function lengthOf(parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const { length } of parts) sum += length;
  return sum;
}

function bigEndian(value: number, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  let rest = value;
  for (let i = bytes - 1; i >= 0; i--) {
    out[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return out;
}

/** RFC 5246 section 4: numbers are big-endian, vectors carry their length in front. */
class TlsReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isDone(): boolean {
    return this.at === this.bytes.length;
  }

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw invalid('certificate-transparency promise is truncated');
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  number(bytes: number): number {
    let value = 0;
    for (const byte of this.take(bytes)) value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) throw invalid('a number above 2^53');
    return value;
  }

  vector(lengthBytes: number): Uint8Array {
    return this.take(this.number(lengthBytes));
  }

  finish(): void {
    if (!this.isDone) throw invalid('certificate-transparency promise has trailing bytes');
  }
}
