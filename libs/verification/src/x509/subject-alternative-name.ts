import { contextTag, DerReader, TAG } from '../der/der-reader.js';
import { asciiOf, readOid, readUtf8String } from '../der/der-values.js';
import { VerificationError } from '../verification-error.js';
import { EXTENSION, type Certificate } from './certificate.js';

const RFC822_NAME = contextTag(1, 'primitive');
const URI = contextTag(6, 'primitive');
const OTHER_NAME = contextTag(0, 'constructed');
/** Fulcio's user name of identity providers that have neither e-mail nor URI. */
const FULCIO_USER_NAME = '1.3.6.1.4.1.57264.1.7';

export interface SubjectName {
  readonly kind: 'email' | 'uri' | 'user-name';
  readonly text: string;
}

/**
 * The one name a signing certificate gives its signer. Several names would let an issuer vouch for one and the rule
 * match another; bytes above 0x7f are refused, not stripped. @throws VerificationError CERTIFICATE_NAMES, ParseError
 */
export function subjectNameOf(certificate: Certificate): SubjectName {
  const extension = certificate.extensions.get(EXTENSION.subjectAltName);
  if (extension === undefined)
    throw new VerificationError('CERTIFICATE_NAMES', { expected: 'one name', found: 'none' });
  const names = DerReader.single(extension.value, TAG.sequence);
  const element = names.isDone ? undefined : names.read();
  if (element === undefined || !names.isDone) {
    throw new VerificationError('CERTIFICATE_NAMES', {
      expected: 'one name',
      found: element === undefined ? 'none' : 'several',
    });
  }
  switch (element.tag) {
    case RFC822_NAME:
      return { kind: 'email', text: asciiOf(names, element) };
    case URI:
      return { kind: 'uri', text: asciiOf(names, element) };
    case OTHER_NAME:
      return { kind: 'user-name', text: userNameOf(names.inside(element)) };
    default:
      throw new VerificationError('CERTIFICATE_NAMES', {
        expected: 'an e-mail address, a URI or a Fulcio user name',
        found: `a name of tag ${element.tag}`,
      });
  }
}

function userNameOf(other: DerReader): string {
  const type = readOid(other);
  if (type !== FULCIO_USER_NAME) {
    throw new VerificationError('CERTIFICATE_NAMES', { expected: `other name ${FULCIO_USER_NAME}`, found: type });
  }
  const wrapped = other.enter(contextTag(0, 'constructed'));
  other.finish();
  const text = readUtf8String(wrapped);
  wrapped.finish();
  return text;
}
