import { Field, fromBase64, leafHash, parseStrictJson, verifyConsistency, verifyInclusion } from '#kernel';

import { fileOf } from '../corpus.js';
import { passIf, type Judge } from '../outcome.js';

const MAX_HASHES = 1024;

export const judgeInclusion: Judge = (vector, corpus) => {
  const proof = proofOf(corpus.read(fileOf(vector, 'vector') ?? ''));
  const holds = verifyInclusion({
    leaf: leafOf(proof),
    index: proof.get('leafIdx').integer(),
    size: proof.get('treeSize').integer(),
    root: bytes(proof, 'root'),
    hashes: hashes(proof),
  });
  return passIf(holds, 'INCLUSION');
};

export const judgeConsistency: Judge = (vector, corpus) => {
  const proof = proofOf(corpus.read(fileOf(vector, 'vector') ?? ''));
  const holds = verifyConsistency({
    size1: proof.get('size1').integer(),
    size2: proof.get('size2').integer(),
    root1: bytes(proof, 'root1'),
    root2: bytes(proof, 'root2'),
    hashes: hashes(proof),
  });
  return passIf(holds, 'CONSISTENCY');
};

function proofOf(json: Uint8Array): Field {
  return new Field(parseStrictJson(json), 'proof');
}

/** The leaf's own bytes where the case has them: then its hash is ours to make. */
function leafOf(proof: Field): Uint8Array {
  const body = proof.optional('canonicalizedBody');
  return body === undefined ? bytes(proof, 'leafHash') : leafHash(fromBase64(body.string()));
}

function bytes(proof: Field, key: string): Uint8Array {
  return fromBase64(proof.optional(key)?.string() ?? '');
}

function hashes(proof: Field): readonly Uint8Array[] {
  return (
    proof
      .optional('proof')
      ?.items(MAX_HASHES)
      .map((hash) => fromBase64(hash.string())) ?? []
  );
}
