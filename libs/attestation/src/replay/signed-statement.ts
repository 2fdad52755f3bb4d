import { parse, preAuthEncoding, type Parsed, type Predicate, type SignedEntity, type Statement } from '#evidence';
import type { PublicKey } from '#kernel';
import { certifiedKey, type CertifiedKey } from '#verification';

/** An in-toto statement of a stranger in its envelope. Nothing is believed: whoever holds a key asks `signedBy`. */
export interface SignedStatement {
  readonly parsed: Parsed;
  readonly statement?: Statement;
  readonly predicate?: Predicate;
  /** The key that it names as its signer's; absent where a certificate does. */
  readonly keyFingerprint?: string;
  /** The key and name in the certificate of its bundle; absent where there is none that could be read. */
  readonly certified?: CertifiedKey;
  readonly bearsCertificate: boolean;
  /** Does this key's signature, and no other, stand over the statement? */
  readonly signedBy: (key: PublicKey) => boolean;
}

/** Opens a signed statement, or says in a sentence why it is none. Never throws for what the bytes hold. */
export function openSigned(bytes: Uint8Array): SignedStatement | string {
  const parsed = parse(bytes);
  const { content } = parsed;
  if (content.kind === 'unknown') return content.message;
  if (content.kind !== 'signed' || content.entity.content.kind !== 'dsse') return 'it is not a signed statement';
  const { entity, statement, predicate } = content;
  const { key } = entity;
  const certified = key.kind === 'certificate' ? certifiedKey(key.der) : undefined;
  return {
    parsed,
    ...(statement && { statement }),
    ...(predicate && { predicate }),
    ...(key.kind === 'public-key' && { keyFingerprint: key.hint }),
    ...(certified && { certified }),
    bearsCertificate: key.kind === 'certificate',
    signedBy: (own) => isSignedBy(entity, own),
  };
}

function isSignedBy({ content }: SignedEntity, key: PublicKey): boolean {
  if (content.kind !== 'dsse' || content.signatures.length !== 1) return false;
  const message = preAuthEncoding(content.payloadType, content.payload);
  return content.signatures.every(({ signature }) => key.verify(message, signature));
}
