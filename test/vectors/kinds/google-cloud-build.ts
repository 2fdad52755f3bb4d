import { parse, unpack } from '#evidence';
import { isSubjectDigest } from '#kernel';
import { parseTrustRule, Verifier, type Rung, type TrustRule } from '#verification';

import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { outcomeOf, type Judge, type Outcome } from '../outcome.js';
import { buildOf, sourceOf, untranslated } from '../rules-of-case.js';
import { sharedRoot, textOf } from '../trust-of-case.js';

const READ: readonly Rung[] = ['bytes', 'format', 'envelope'];
const SIGNED: readonly Rung[] = [...READ, 'signature', 'identity'];
const ATTESTOR = 'projects/verified-builder/locations';

/** The registry's answer about an image: one of its occurrences must come out well under a rule for each of Google's keys. */
export const judgeCloudBuild: Judge = (vector, corpus) => {
  const field = untranslated(vector);
  if (field !== undefined) return { got: 'skipped', why: `policy field ${field} has no translation` };
  const bytes = corpus.read(fileOf(vector, 'provenance') ?? '');
  const pieces = unpack(bytes)?.map((piece) => piece.bytes) ?? [bytes];
  const outcomes = pieces.map((piece) => judgeOccurrence(vector, corpus, piece));
  return outcomes.find(({ got }) => got === 'pass') ?? outcomes[0] ?? { got: 'error', code: 'no occurrence' };
};

function judgeOccurrence(vector: VectorCase, corpus: Corpus, bytes: Uint8Array): Outcome {
  const digest = vector.artifact?.['digest'];
  const expectation = digest !== undefined && isSubjectDigest(digest) ? { artifact: { digests: [digest] } } : {};
  const verifier = new Verifier({ trustRoots: [sharedRoot('public-good', corpus)], rules: rulesOf(vector, corpus) });
  const { checks, outcome } = verifier.verify(parse(bytes), expectation).verdict;
  const rungs = rungsOf(vector);
  const asked = rungs === undefined ? checks : checks.filter(({ rung }) => rungs.includes(rung));
  const judged = outcomeOf(asked);
  if (judged.got !== 'pass' || asked.length < checks.length || outcome === 'verified') return judged;
  return { got: 'error', code: 'all rungs passed, yet the outcome is not verified' };
}

/** The part that upstream's own test asks for; undefined where that is all of it. */
function rungsOf({ checks = '' }: VectorCase): readonly Rung[] | undefined {
  if (checks === 'parse') return READ;
  return checks.includes('signature') ? SIGNED : undefined;
}

function rulesOf({ files, policy }: VectorCase, corpus: Corpus): readonly TrustRule[] {
  const keys = typeof files['keys'] === 'object' ? Object.entries(files['keys']) : [];
  const builder = policy?.['builder_id'];
  return keys.map(([name, path]) =>
    parseTrustRule({
      id: name,
      scope: { kind: 'organization' },
      kinds: ['build-provenance'],
      signer: { kind: 'key', publicKey: textOf(corpus.read(path)), ...useOf(name.replace(/\.key$/, '')) },
      log: 'none',
      time: 'none',
      ...(typeof builder === 'string' ? { builders: { [builder]: 3 } } : {}),
      ...sourceOf(policy ?? {}),
      ...buildOf(policy ?? {}),
    }),
  );
}

/** Upstream names its key files by region, for the keys that sign payloads alone, or by the key's own name and version. */
function useOf(name: string): object {
  const global = /^global-pae(?:-(.+)_(\d+))?$/.exec(name);
  if (global === null) {
    return {
      keyid: `${ATTESTOR}/${name}/keyRings/attestor/cryptoKeys/builtByGCB/cryptoKeyVersions/1`,
      signs: 'payload',
    };
  }
  const [, key = 'provenanceSigner', version = '1'] = global;
  return { keyid: `${ATTESTOR}/global/keyRings/attestor/cryptoKeys/${key}/cryptoKeyVersions/${version}` };
}
