import { fromBase64, ParseError } from '#kernel';

const MAX_CERTIFICATES = 64;
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g;
const MARK = /-----(?:BEGIN|END) /g;

/**
 * DER of every certificate in a PEM file, in order. Text between the blocks is for people (RFC 7468 section 2); a block
 * of anything else is refused, because what is not read may be what takes trust away.
 * @throws ParseError TRUST_ROOT_PEM, KEY_PRIVATE, BASE64_INVALID, LIMIT_EXCEEDED
 */
export function pemCertificates(text: string): readonly Uint8Array[] {
  const blocks = [...text.matchAll(BLOCK)];
  if (blocks.length > MAX_CERTIFICATES) {
    throw new ParseError('LIMIT_EXCEEDED', `a trust root has at most ${MAX_CERTIFICATES} certificates`);
  }
  if ([...text.matchAll(MARK)].length !== blocks.length * 2) {
    throw new ParseError('TRUST_ROOT_PEM', 'a PEM block of the trust root is not whole');
  }
  return blocks.map(([, label = '', body = '']) => certificate(label, body));
}

function certificate(label: string, body: string): Uint8Array {
  if (label.endsWith('PRIVATE KEY')) {
    throw new ParseError(
      'KEY_PRIVATE',
      'this is a private key: send certificates alone, and treat this key as exposed',
    );
  }
  if (label !== 'CERTIFICATE') {
    throw new ParseError('TRUST_ROOT_PEM', `a trust root in PEM holds certificates alone, no ${label}`);
  }
  return fromBase64(body.replace(/[\r\n]+/g, ''));
}
