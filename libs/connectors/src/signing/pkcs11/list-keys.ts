import { fromHex, PublicKey } from '#kernel';

/** A public key as the tool lists it. */
export interface ListedKey {
  readonly label: string;
  /** Hex; how the tool finds the private half. */
  readonly id: string;
  /** Absent where the key is of a kind that does not sign here. */
  readonly publicKey?: PublicKey;
}

/** DER of the curve's object identifier (RFC 5480 section 2.1.1.1), hex. */
const CURVES: Readonly<Record<string, { readonly curve: 'p256' | 'p384'; readonly bytes: number }>> = {
  '06082a8648ce3d030107': { curve: 'p256', bytes: 32 },
  '06052b81040022': { curve: 'p384', bytes: 48 },
};

/** Public keys in the output of `pkcs11-tool --list-objects`: a head line for each object, then `name: value` lines. */
export function listedKeys(output: string): readonly ListedKey[] {
  return output
    .split(/^(?=\S.* Object;)/m)
    .filter((block) => block.startsWith('Public Key Object;'))
    .flatMap((block) => {
      const fields = new Map(
        [...block.matchAll(/^ {2}(\w+): +(\S.*)$/gm)].map(([, name = '', text = '']) => [name, text]),
      );
      const [label, id] = [fields.get('label'), fields.get('ID')];
      if (label === undefined || id === undefined) return [];
      const publicKey = pointOf(fields.get('EC_PARAMS'), fields.get('EC_POINT'));
      return [{ label, id, ...(publicKey === undefined ? {} : { publicKey }) }];
    });
}

/** CKA_EC_POINT is an uncompressed point in an OCTET STRING (PKCS#11 3.0 section 2.3.3); some tokens leave the wrapping out. */
function pointOf(params = '', point = ''): PublicKey | undefined {
  const known = Object.hasOwn(CURVES, params) ? CURVES[params] : undefined;
  if (known === undefined || !/^([0-9a-f]{2})+$/.test(point)) return undefined;
  const coordinates = fromHex(point).slice(-2 * known.bytes);
  const head = point.slice(0, -4 * known.bytes);
  if (head !== '04' && head !== `04${(2 * known.bytes + 1).toString(16)}04`) return undefined;
  return PublicKey.fromEcPoint(known.curve, coordinates.slice(0, known.bytes), coordinates.slice(known.bytes));
}
