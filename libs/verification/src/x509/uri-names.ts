import { contextTag, DerReader, TAG } from '../der/der-reader.js';
import { asciiOf } from '../der/der-values.js';
import { EXTENSION, type Certificate } from './certificate.js';

const URI = contextTag(6, 'primitive');
const MAX_NAMES = 64;

/** Every URI among the subject alternative names, in order; other names are passed over. @throws ParseError DER_INVALID */
export function uriNamesOf(certificate: Certificate): readonly string[] {
  const extension = certificate.extensions.get(EXTENSION.subjectAltName);
  if (extension === undefined) return [];
  const names = DerReader.single(extension.value, TAG.sequence);
  const uris: string[] = [];
  for (let count = 0; !names.isDone && count < MAX_NAMES; count++) {
    const element = names.read();
    if (element.tag === URI) uris.push(asciiOf(names, element));
  }
  names.finish();
  return uris;
}
