import { concatBytes, toHex, toUtf8 } from './bytes.js';
import { hash } from './crypto.js';

/**
 * The name git gives an object: a hash over its type, its length and its bytes. SHA-1 is here because most repositories
 * name objects by it, and for nothing else: no signature is judged over it alone.
 */
export function gitObjectId(type: 'commit' | 'tag', content: Uint8Array, algorithm: 'sha1' | 'sha256'): string {
  return toHex(hash(algorithm, concatBytes(toUtf8(`${type} ${content.length}\0`), content)));
}
