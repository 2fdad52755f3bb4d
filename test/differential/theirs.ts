import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier, type KeyFinderFunc, type SignedEntity } from '@sigstore/verify';
import { createPublicKey } from 'node:crypto';

import type { Parsed } from '#evidence';

import type { TrustedKey } from '../vectors/keys-of-case.js';
import type { Exhibit } from './exhibits.js';
import { nobleOverDigest } from './noble.js';
import type { Opinion } from './opinion.js';

/** The usual JavaScript verifier, with thresholds of one wherever the root lists such an authority. */
export function theirOpinion({ bundle, parsed, trustedRoot, keys, artifact }: Exhibit): Opinion {
  try {
    const root = TrustedRoot.fromJSON(jsonOf(trustedRoot));
    const isTimed = root.tlogs.length + root.timestampAuthorities.length > 0;
    const verifier = new Verifier(toTrustMaterial(root, finderOf(keys)), {
      tlogThreshold: Math.min(root.tlogs.length, 1),
      ctlogThreshold: Math.min(root.ctlogs.length, 1),
      timestampThreshold: isTimed ? 1 : 0,
    });
    const entity = toSignedEntity(bundleFromJSON(jsonOf(bundle)), artifact && Buffer.from(artifact));
    verifier.verify(artifact === undefined ? overDigest(entity, parsed) : entity);
    return { answer: 'accepts' };
  } catch (error) {
    return { answer: 'refuses', ...reasonOf(error) };
  }
}

/**
 * It needs the artifact's bytes for a signature over them. Where only their digest is known, `@noble/curves` lends it
 * the one step it lacks, so that it still judges all the others.
 */
function overDigest(entity: SignedEntity, { content }: Parsed): SignedEntity {
  if (content.kind !== 'signed' || content.entity.content.kind !== 'message') return entity;
  const digest = content.entity.content.digest?.bytes ?? new Uint8Array();
  const { signature } = entity;
  return {
    ...entity,
    signature: {
      signature: signature.signature,
      compareSignature: (other) => signature.compareSignature(other),
      compareDigest: (other) => signature.compareDigest(other),
      verifySignature: (key) => nobleOverDigest(key, digest, signature.signature) === true,
    },
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}

/** By hint; a case that brings one key means that one, whatever the hint says. */
function finderOf(keys: readonly TrustedKey[]): KeyFinderFunc {
  return (hint) => {
    const key = keys.find(({ name }) => name === hint) ?? (keys.length === 1 ? keys[0] : undefined);
    if (key === undefined) throw new Error(`key not found: ${hint}`);
    const { pem, validFrom, validUntil } = key;
    return {
      publicKey: createPublicKey(pem),
      validFor: (date) =>
        Date.parse(validFrom ?? '1970-01-01T00:00:00Z') <= date.getTime() &&
        date.getTime() <= Date.parse(validUntil ?? '9999-12-31T23:59:59Z'),
    };
  };
}

function reasonOf(error: unknown): { readonly code: string; readonly why: string } {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', why: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { code, why: error.message };
}
