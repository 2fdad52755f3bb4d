import { parse } from '#evidence';
import { digestOf, isSubjectDigest, type SubjectDigest } from '#kernel';
import { loadTrustRoot, parseTrustRule, Verifier, type TrustRoot, type TrustRule } from '#verification';

import { fileOf, filesBelow, type Corpus, type VectorCase } from '../corpus.js';
import { outcomeOf, type Judge } from '../outcome.js';
import { sharedRoot, textOf, trustRootOf } from '../trust-of-case.js';

/** A signed model beside its folder: by identity, by key, or by a CA of one's own. */
export const judgeModel: Judge = (vector, corpus) => {
  const parsed = parse(corpus.read(fileOf(vector, 'bundle') ?? ''));
  const { root, rule } = trustOf(vector, corpus);
  const verifier = new Verifier({ trustRoots: [root], rules: [rule] });
  return outcomeOf(
    verifier.verify(parsed, { artifact: { digests: [], files: modelOf(vector, corpus) } }).verdict.checks,
  );
};

function trustOf(vector: VectorCase, corpus: Corpus): { readonly root: TrustRoot; readonly rule: TrustRule } {
  const key = fileOf(vector, 'key');
  const authority = fileOf(vector, 'ca');
  const unlogged = { log: 'none', time: 'none' };
  if (key !== undefined) {
    const signer = { kind: 'key', publicKey: textOf(corpus.read(key)) };
    return { root: sharedRoot('public-good', corpus), rule: ruleOf({ signer, ...unlogged }) };
  }
  if (authority !== undefined) {
    const bytes = corpus.read(authority);
    const root = loadTrustRoot({ name: 'own', digest: digestOf(bytes), bytes, source: 'file' });
    const signer = { kind: 'workload', identity: { pattern: '(?s:.*)' } };
    return { root, rule: ruleOf({ signer, trustRoot: 'own', ...unlogged }) };
  }
  const { identity, issuer } = vector.policy ?? {};
  const signer = { kind: 'certificate', issuer, identity: { exactly: identity } };
  const root = trustRootOf(vector, corpus) ?? sharedRoot('public-good', corpus);
  return { root, rule: ruleOf({ signer, log: { required: 1 }, time: { required: 1 } }) };
}

function ruleOf(fields: object): TrustRule {
  return parseTrustRule({ id: 'signer', scope: { kind: 'organization' }, kinds: ['artifact-signature'], ...fields });
}

/** The folder without what the case leaves out beside what the signer left out. */
function modelOf(vector: VectorCase, corpus: Corpus): ReadonlyMap<string, readonly SubjectDigest[]> {
  const ignored = (vector.policy?.['ignore_paths'] ?? []) as readonly string[];
  const files = [...filesBelow(fileOf(vector, 'model_dir') ?? '', corpus)];
  const kept = files.filter(([path]) => !ignored.some((left) => path === left || path.startsWith(`${left}/`)));
  return new Map(kept.map(([path, bytes]) => [path, [digestOf(bytes)].filter(isSubjectDigest)]));
}
