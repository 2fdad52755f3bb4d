import { ParseError, type Field } from '#kernel';

import { parseEnvelope } from '../dsse-envelope/dsse.js';
import { someBytesOf } from '../../field-readers.js';
import type { SignedContent } from '../../signed-entity.js';

type MessageContent = Extract<SignedContent, { kind: 'message' }>;
type MessageDigest = NonNullable<MessageContent['digest']>;

const HASHES: ReadonlyMap<string, { readonly algorithm: MessageDigest['algorithm']; readonly length: number }> =
  new Map([
    ['SHA2_256', { algorithm: 'sha256', length: 32 }],
    ['SHA2_384', { algorithm: 'sha384', length: 48 }],
    ['SHA2_512', { algorithm: 'sha512', length: 64 }],
  ]);

/** @throws ParseError BUNDLE_CONTENT unless exactly one of message signature and DSSE envelope is there; FIELD_*, DSSE_* */
export function parseSignedContent(bundle: Field): SignedContent {
  const message = bundle.optional('messageSignature');
  const envelope = bundle.optional('dsseEnvelope');
  if (message !== undefined && envelope === undefined) return parseMessage(message);
  if (envelope !== undefined && message === undefined) return parseEnvelope(envelope, 1);
  throw new ParseError('BUNDLE_CONTENT', 'a bundle holds exactly one of messageSignature and dsseEnvelope');
}

function parseMessage(message: Field): MessageContent {
  const digest = message.optional('messageDigest');
  return {
    kind: 'message',
    ...(digest && { digest: parseMessageDigest(digest) }),
    signature: someBytesOf(message.get('signature')),
  };
}

function parseMessageDigest(field: Field): MessageDigest {
  const hash = HASHES.get(field.get('algorithm').string());
  const bytes = someBytesOf(field.get('digest'));
  if (hash?.length !== bytes.length) {
    throw new ParseError('BUNDLE_DIGEST', `${field.path} is not a SHA2_256, SHA2_384 or SHA2_512 digest of its length`);
  }
  return { algorithm: hash.algorithm, bytes };
}
