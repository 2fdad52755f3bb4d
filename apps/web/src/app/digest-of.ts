import { Problem } from '../graphql/client.ts';

/** SHA-256 in our spelling, computed here: what was shown, not what a server says of it. @throws Problem */
export async function digestOf(bytes: BufferSource): Promise<string> {
  // Browsers compute digests only on https and on the machine's own address.
  if (!globalThis.isSecureContext)
    throw new Problem('PAGE_NOT_SECURE', 'This page must be opened over https: only then can it check what it shows.');
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256:${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
