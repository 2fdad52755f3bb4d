import { parse } from '#evidence';
import { PublicKey } from '#kernel';

/** What OpenSSL takes to read the leaf certificate of a bundle a second time, its key ready for use and for comparison. */
export function secondReaderOf(bundle: Uint8Array): () => void {
  const { content } = parse(bundle);
  if (content.kind !== 'signed' || content.entity.key.kind !== 'certificate') {
    throw new Error('the bench takes keyless bundles only');
  }
  const { der } = content.entity.key;
  return () => void PublicKey.fromCertificate(der);
}
