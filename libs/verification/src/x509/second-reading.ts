import { equalBytes, PublicKey, type OpensslCertificate } from '#kernel';

import { DerReader, TAG } from '../der/der-reader.js';
import { VerificationError } from '../verification-error.js';
import type { Certificate } from './certificate.js';
import type { SubjectName } from './subject-alternative-name.js';

/**
 * Proves: OpenSSL reads the same key, validity, name and (non-)empty subject in the certificate as our own reader.
 * A certificate on which two readers differ is built to deceive one of them. Gives OpenSSL's key, ready for use.
 * @throws VerificationError CERTIFICATE_PARSERS_DISAGREE, ParseError when OpenSSL reads nothing
 */
export function readAgain(certificate: Certificate, name: SubjectName | undefined): PublicKey {
  const second = PublicKey.fromCertificate(certificate.der);
  if (!equalBytes(second.key.spki, certificate.spki)) throw disagree('key');
  if (second.notBefore !== certificate.notBefore || second.notAfter !== certificate.notAfter)
    throw disagree('validity');
  if (!sameSubject(certificate, second)) throw disagree('subject');
  if (name !== undefined && !sameName(name, second.subjectAltName)) throw disagree('subject alternative name');
  return second.key;
}

/** OpenSSL prints one line per attribute: names must have as many attributes in both readings. */
function sameSubject(certificate: Certificate, second: OpensslCertificate): boolean {
  const lines = second.subject === undefined || second.subject === '' ? 0 : second.subject.split('\n').length;
  const names = DerReader.single(certificate.subject, TAG.sequence);
  let attributes = 0;
  while (!names.isDone) {
    const set = names.enter(TAG.set);
    while (!set.isDone) {
      set.read(TAG.sequence);
      attributes++;
    }
  }
  return attributes === lines;
}

const PREFIX = { email: 'email:', uri: 'URI:', 'user-name': 'othername:' } as const;

function sameName(name: SubjectName, printed: string | undefined): boolean {
  const prefix = PREFIX[name.kind];
  if (!printed?.startsWith(prefix)) return false;
  // Node prints no more than the type of an other name, and quotes values that hold separators like JSON does.
  if (name.kind === 'user-name') return !printed.includes(', ');
  const text = printed.slice(prefix.length);
  return text === name.text || text === JSON.stringify(name.text);
}

function disagree(part: string): VerificationError {
  return new VerificationError('CERTIFICATE_PARSERS_DISAGREE', {
    expected: 'two equal readings',
    found: `${part} differs`,
  });
}
