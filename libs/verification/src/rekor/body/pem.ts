import { fromBase64, fromUtf8, ParseError } from '#kernel';

const BLOCK = /^-----BEGIN ([A-Z ]+)-----\r?\n([A-Za-z0-9+/=\r\n]+)\r?\n-----END \1-----\r?\n?$/;

/**
 * DER of the one PEM block that `bytes` are, of a certificate or a public key. The input is what a log was given.
 * @throws ParseError PEM_INVALID, BASE64_INVALID, UTF8_INVALID
 */
export function derOfPem(bytes: Uint8Array): Uint8Array {
  const match = BLOCK.exec(fromUtf8(bytes));
  if (match === null) throw new ParseError('PEM_INVALID', 'not exactly one PEM block');
  if (match[1] !== 'CERTIFICATE' && match[1] !== 'PUBLIC KEY') {
    throw new ParseError('PEM_INVALID', 'neither a PEM certificate nor a PEM public key');
  }
  return fromBase64((match[2] ?? '').replace(/[\r\n]+/g, ''));
}
