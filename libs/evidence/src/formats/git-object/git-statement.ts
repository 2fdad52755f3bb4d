import { ParseError, toBase64, type JsonObject } from '#kernel';

import { parseDetachedSignature } from '../../cms/detached-signature.js';
import { certificatePem } from '../../rekor/hashedrekord-body.js';
import { decoded, headerOf, headersOf, type GitObject } from './git-object.js';
import { derOf, signatureOf, type GitSignature } from './git-signature.js';

const COMMIT = 'https://gitsign.sigstore.dev/predicate/git/v0.1';
const TAG = 'https://gitsign.sigstore.dev/predicate/tag/v0.1';

/**
 * What a commit or tag says, as the in-toto statement that gitsign derives from it. Nobody signed this statement, and
 * the object does not say which repository it is in, so its subject has no name.
 */
export function gitStatement(object: GitObject): JsonObject {
  const isCommit = object.type === 'commit';
  const signature = signatureOf(object);
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { sha1: object.id, ...(isCommit ? {} : { gitTag: object.id }) } }],
    predicateType: isCommit ? COMMIT : TAG,
    predicate: {
      source: isCommit ? commitSource(object) : tagSource(object),
      ...(signature === undefined ? {} : { signature: signature.text, ...signerInfo(signature) }),
    },
  };
}

function commitSource(object: GitObject): JsonObject {
  const parents = headersOf(object, 'parent');
  return {
    tree: headerOf(object, 'tree') ?? '',
    ...(parents.length === 0 ? {} : { parents }),
    author: personOf(headerOf(object, 'author')),
    committer: personOf(headerOf(object, 'committer')),
    message: decoded(object.content.subarray(object.message)),
  };
}

function tagSource(object: GitObject): JsonObject {
  const end = signatureOf(object)?.start ?? object.content.length;
  return {
    object: headerOf(object, 'object') ?? '',
    object_type: headerOf(object, 'type') ?? '',
    tag: headerOf(object, 'tag') ?? '',
    tagger: personOf(headerOf(object, 'tagger')),
    message: decoded(object.content.subarray(object.message, end)),
  };
}

const PERSON = /^(.*?) ?<([^<>]*)> (\d{1,12}) [+-]\d{4}$/;

/** `name <e-mail> seconds zone`; lines of old repositories that are written otherwise are given whole. */
function personOf(line = ''): JsonObject {
  const [, name = line, email = '', seconds] = PERSON.exec(line) ?? [];
  if (seconds === undefined) return { name };
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') };
}

/** Who the signature says made it; nothing where it is not CMS, or cannot be read. */
function signerInfo(signature: GitSignature): JsonObject {
  if (signature.kind !== 'cms') return {};
  try {
    const { certificate, signedAttributes } = parseDetachedSignature(derOf(signature));
    return { signer_info: [{ attributes: toBase64(signedAttributes), certificate: certificatePem(certificate) }] };
  } catch (error) {
    if (error instanceof ParseError) return {};
    throw error;
  }
}
