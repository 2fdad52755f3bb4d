import { describe, expect, it } from '@jest/globals';

import { defaultCorpusFolder, needsNetwork, openCorpus } from '../vectors/corpus.js';
import { knownExceptions } from '../vectors/exceptions.js';
import { JUDGED_KINDS, judgeCase } from '../vectors/judge-case.js';

const folder = defaultCorpusFolder();
if (folder === undefined) console.warn('SKIPPED: real evidence (no vectors.tar.xz in the shared folder)');
const here = folder === undefined ? describe.skip : describe;

/** Kinds that are whole signed evidence, as somebody would hand it in. */
const SIGNED =
  /^(sigstore-bundle|github-attestation|npm-attestation|pypi-attestation|cosign-.*|oci-cosign-.*|gitsign.*|slsa-provenance.*|vsa|intoto-(?:layout|verify).*|tekton-chains|model-signing)$/;

// Whoever refuses everything is fooled by nobody: what others accept must pass here too.
here('real evidence that upstream accepts', () => {
  const corpus = openCorpus(folder ?? '.');
  const exceptions = knownExceptions();
  const kinds = JUDGED_KINDS.filter((kind) => SIGNED.test(kind));

  it.each(kinds)('is accepted, but for exceptions with a reason: %s', async (kind) => {
    const accepted = corpus.cases.filter((vector) => vector.kind === kind && vector.expect === 'pass');
    const refused: string[] = [];
    for (const vector of accepted) {
      const outcome = await judgeCase(vector, corpus);
      // What upstream asks a server for is left open, and nothing else may be.
      const expected = needsNetwork(vector) ? 'undecided' : 'pass';
      if (outcome.got !== expected && !exceptions.has(vector.id))
        refused.push(`${vector.id}: ${JSON.stringify(outcome)}`);
    }
    expect(refused).toEqual([]);
    expect(accepted.length).toBeGreaterThan(0);
  });
});
