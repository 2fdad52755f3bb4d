import { fromBase64, LIMITS, ParseError } from '#kernel';

const BLOCK = /-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n-----END CERTIFICATE-----(?:\r?\n|$)/y;

/**
 * DER of the certificates in `text`, PEM blocks and nothing between them, leaf first; at least one.
 * @throws ParseError PEM_INVALID, BASE64_INVALID, LIMIT_EXCEEDED
 */
export function certificatesOfPem(text: string): readonly [Uint8Array, ...Uint8Array[]] {
  const found: Uint8Array[] = [];
  BLOCK.lastIndex = 0;
  while (BLOCK.lastIndex < text.length) {
    const match = BLOCK.exec(text);
    if (match === null) throw new ParseError('PEM_INVALID', 'not certificates in PEM, one behind the other');
    if (found.length === LIMITS.certificates) {
      throw new ParseError('LIMIT_EXCEEDED', `more than the ${LIMITS.certificates} certificates that are accepted`);
    }
    found.push(fromBase64((match[1] ?? '').replace(/[\r\n]+/g, '')));
  }
  const [leaf, ...others] = found;
  if (leaf === undefined) throw new ParseError('PEM_INVALID', 'no certificate in PEM');
  return [leaf, ...others];
}
