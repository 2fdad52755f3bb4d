import { ParseError, type Field } from '#kernel';

/** An in-toto ResourceDescriptor: one thing by where it is, what it is or what it holds. Digests are as written. */
export interface ResourceDescriptor {
  readonly name?: string;
  readonly uri?: string;
  readonly digests: ReadonlyMap<string, string>;
  readonly mediaType?: string;
  readonly downloadLocation?: string;
}

const MAX_DIGESTS = 64;

/**
 * "A ResourceDescriptor MUST specify one of uri, digest or content at a minimum" (in-toto, ResourceDescriptor).
 * @throws ParseError FIELD_*, LIMIT_EXCEEDED
 */
export function readResource(field: Field): ResourceDescriptor {
  const uri = someText(field, 'uri');
  const digests = readDigests(field.optional('digest'));
  if (uri === undefined && digests.size === 0 && someText(field, 'content') === undefined) {
    throw new ParseError('FIELD_MISSING', `${field.path} has neither uri nor digest nor content`);
  }
  const name = someText(field, 'name');
  const mediaType = someText(field, 'mediaType');
  const downloadLocation = someText(field, 'downloadLocation');
  return {
    ...(name !== undefined && { name }),
    ...(uri !== undefined && { uri }),
    digests,
    ...(mediaType !== undefined && { mediaType }),
    ...(downloadLocation !== undefined && { downloadLocation }),
  };
}

/** A DigestSet as written: whatever is matched by digest is a subject, and read more strictly. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function readDigests(field: Field | undefined): ReadonlyMap<string, string> {
  const algorithms = field === undefined ? [] : Object.keys(field.object());
  if (algorithms.length > MAX_DIGESTS) {
    throw new ParseError('LIMIT_EXCEEDED', `a digest set has at most ${MAX_DIGESTS} digests`);
  }
  return new Map(algorithms.map((algorithm) => [algorithm, field?.get(algorithm).string() ?? '']));
}

/** Writers leave unused texts out or empty. @throws ParseError FIELD_INVALID */
export function someText(parent: Field, key: string): string | undefined {
  const text = parent.optional(key)?.string() ?? '';
  return text === '' ? undefined : text;
}
