import { isSubjectDigest, ParseError, type Field, type SubjectDigest } from '#kernel';

/** Algorithms by which a subject can be matched. SHA-1, MD5 and unknown ones are read past: they never match anything. */
const ACCEPTED = new Set(['sha256', 'sha384', 'sha512', 'gitCommit']);

/**
 * The accepted digests of an in-toto DigestSet, sorted; possibly none.
 * @throws ParseError SUBJECT_DIGEST_MISSING for an empty set, SUBJECT_DIGEST_CASE for upper-case hexadecimal,
 * SUBJECT_DIGEST_INVALID for another length or alphabet, FIELD_*
 */
export function parseDigestSet(field: Field): SubjectDigest[] {
  const entries = Object.keys(field.object());
  if (entries.length === 0) throw new ParseError('SUBJECT_DIGEST_MISSING', `${field.path} names no digest`);
  const digests: SubjectDigest[] = [];
  for (const algorithm of entries) {
    const hex = field.get(algorithm).string();
    if (ACCEPTED.has(algorithm)) digests.push(acceptedDigest(`${algorithm}:${hex}`, field));
  }
  return digests.sort();
}

function acceptedDigest(text: string, field: Field): SubjectDigest {
  if (isSubjectDigest(text)) return text;
  // The same bytes in another spelling would be a second name for one artifact.
  const colon = text.indexOf(':');
  if (isSubjectDigest(`${text.slice(0, colon)}:${text.slice(colon + 1).toLowerCase()}`)) {
    throw new ParseError(
      'SUBJECT_DIGEST_CASE',
      `${field.path} spells a digest in upper case: use lower-case hexadecimal`,
    );
  }
  throw new ParseError('SUBJECT_DIGEST_INVALID', `${field.path} holds a digest of the wrong length or alphabet`);
}
