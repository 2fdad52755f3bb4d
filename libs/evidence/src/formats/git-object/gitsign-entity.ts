import { DerReader, equalBytes, hash, TAG, toUtf8 } from '#kernel';

import { OID } from '../../cms/algorithms.js';
import { parseDetachedSignature, type DetachedSignature } from '../../cms/detached-signature.js';
import type { Content } from '../../parsed.js';
import { parseEmbeddedEntry } from '../../rekor/embedded-entry.js';
import { hashedRekordBody, signatureLoggedOver } from '../../rekor/hashedrekord-body.js';
import type { LogEntry } from '../../signed-entity.js';
import type { Subject } from '../../statement.js';
import { headerOf, type GitObject } from './git-object.js';
import { derOf, type GitSignature } from './git-signature.js';

type Signed = Extract<Content, { kind: 'signed' }>;

/**
 * A git object signed with CMS, as gitsign does: what the key signed are the signed attributes, and these name the hash
 * of the object without its signature. @param fetched the log's answer, where one came beside the object: it takes the
 * place of the entry inside. @throws ParseError CMS_*, PROTOBUF_INVALID, DER_INVALID, LIMIT_EXCEEDED
 */
export function cmsContent(object: GitObject, signature: GitSignature, fetched?: LogEntry): Signed {
  const cms = parseDetachedSignature(derOf(signature));
  const { hash: name, value } = cms.messageDigest;
  const isCovered = equalBytes(hash(name, signature.covered), value);
  return {
    kind: 'signed',
    entity: {
      key: { kind: 'certificate', der: cms.certificate },
      content: { kind: 'message', signature: cms.signature, message: cms.signedAttributes, hash: cms.hash },
      logEntries: fetched === undefined ? embeddedEntries(cms) : [aboutSignatureOrObject(fetched, object)],
      timestamps: cms.unsigned.get(OID.timeStampToken) ?? [],
    },
    subjects: subjectsOf(object),
    ...(!isCovered && { problem: { rung: 'envelope', code: 'CMS_CONTENT_CHANGED', message: OTHER_CONTENT } }),
  };
}

const OTHER_CONTENT = 'the digest that was signed is not that of this object: it was changed after it was signed';

/** gitsign leaves the body out, for everything in it stands in the signature; the log must hold exactly this. */
function embeddedEntries(cms: DetachedSignature): readonly LogEntry[] {
  const body = hashedRekordBody(cms.signedAttributes, cms.signature, cms.certificate);
  return (cms.unsigned.get(OID.rekorEntry) ?? []).map((value) => {
    const attribute = new DerReader(value);
    return parseEmbeddedEntry(attribute.contentOf(attribute.read(TAG.octetString)), body);
  });
}

/**
 * gitsign's older way, still its default, logs a second signature by the same key: over the name of the object, as hex.
 * Anything else that was fetched must be about the signature in the object.
 */
function aboutSignatureOrObject(entry: LogEntry, { id }: GitObject): LogEntry {
  const message = toUtf8(id);
  const signature = signatureLoggedOver(message, entry);
  return signature === undefined ? entry : { ...entry, over: { message, signature } };
}

/** A tag speaks of itself and of the commit it names. */
function subjectsOf(object: GitObject): readonly Subject[] {
  const own = subject(object.id, headerOf(object, 'tag'));
  const target = headerOf(object, 'type') === 'commit' ? headerOf(object, 'object') : undefined;
  return target === undefined ? [own] : [own, subject(target, undefined)];
}

function subject(id: string, name: string | undefined): Subject {
  return { ...(name !== undefined && { name }), digests: [`gitCommit:${id}`] };
}
