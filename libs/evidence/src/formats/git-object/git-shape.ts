import type { LogEntry } from '../../signed-entity.js';
import type { Shape } from '../format.js';
import { parseGitObject, type GitObject } from './git-object.js';
import { signatureOf, type GitSignature } from './git-signature.js';
import { gitStatement } from './git-statement.js';
import { cmsContent } from './gitsign-entity.js';

/** @param fetched as for {@link cmsContent}. @throws ParseError GIT_*, CMS_*, DER_INVALID, PROTOBUF_INVALID */
export function gitShape(bytes: Uint8Array, fetched?: LogEntry): Shape {
  const object = parseGitObject(bytes);
  const signature = signatureOf(object);
  const format = `git-${object.type}`;
  if (signature === undefined) {
    const document = gitStatement(object);
    return { format, kind: 'commit-signature', content: { kind: 'unsigned', document } };
  }
  if (signature.kind !== 'cms') return unsupported(object, signature);
  return { format: `${format} (CMS)`, kind: 'commit-signature', content: cmsContent(object, signature, fetched) };
}

/** Known for what it is, and not judged: neither as good nor as bad. */
function unsupported({ type }: GitObject, { kind }: GitSignature): Shape {
  const what = kind === 'unknown' ? 'signature of a kind that is not known' : `${kind} signature`;
  return {
    format: `git-${type} (${kind})`,
    kind: 'commit-signature',
    content: { kind: 'unknown', code: 'GIT_SIGNATURE_UNSUPPORTED', message: `the ${type} bears a ${what}` },
  };
}
