import { describe, expect, it } from '@jest/globals';

import { EVIDENCE_KINDS, parse, type Parsed } from '#evidence';
import { digestOf, toUtf8 } from '#kernel';
import { loadTrustRoot, Verifier, type Rung, type TrustRoot, type TrustRule, type Verdict } from '#verification';

import { defaultCorpusFolder, fileOf, openCorpus } from './corpus.js';

const folder = defaultCorpusFolder();
if (folder === undefined) console.warn('SKIPPED: stripped real bundles (no vectors.tar.xz in the shared folder)');
const here = folder === undefined ? describe.skip : describe;

interface Entry {
  inclusionPromise?: unknown;
  inclusionProof?: unknown;
  integratedTime?: unknown;
}
interface Bundle {
  verificationMaterial: { tlogEntries: Entry[]; timestampVerificationData?: unknown };
}

// GitHub's own Sigstore has neither log nor certificate log: a bundle of the public-good instance must not pass for one
// of GitHub's by leaving its log entry at home, nor for itself.
here('real public-good bundles without their log', () => {
  const corpus = openCorpus(folder ?? '.');
  const github = rootOf('github', 'trust/github/trusted_root.json');
  const publicGood = rootOf('public-good', 'trust/public-good/trusted_root.json');
  const [envelope, message] = [bundleWith('dsseEnvelope'), bundleWith('messageSignature')];

  function rootOf(name: string, path: string): TrustRoot {
    const bytes = corpus.read(path);
    return loadTrustRoot({ name, digest: digestOf(bytes), bytes, source: 'file' });
  }

  /** The first real keyless bundle of this content that verifies whole, with promise and proof. */
  function bundleWith(content: string): string {
    const texts = corpus.cases
      .filter(
        ({ kind, expect: expected, trust_root }) =>
          kind === 'sigstore-bundle' && expected === 'pass' && trust_root === 'public-good',
      )
      .flatMap((vector) => fileOf(vector, 'bundle') ?? [])
      .map((path) => Buffer.from(corpus.read(path)).toString())
      .filter((text) => text.includes(content) && text.includes('"checkpoint"') && text.includes('v0.3'));
    const found = texts.find((text) => judge(parse(toUtf8(text)), [publicGood], 'required').outcome === 'verified');
    if (found === undefined) throw new Error(`the corpus holds no whole bundle with ${content}`);
    return found;
  }

  /** Under a rule that expects exactly the signer the certificate names, so that only the witnesses decide. */
  function judge(parsed: Parsed, trustRoots: readonly TrustRoot[], witnesses: 'required' | 'none'): Verdict {
    const rule: TrustRule = {
      id: 'anybody',
      scope: { kind: 'organization' },
      kinds: EVIDENCE_KINDS,
      signer: { kind: 'certificate', issuer: issuerOf(parsed), identity: { pattern: '(?s:.*)' } },
      log: witnesses === 'none' ? 'none' : { required: 1 },
      time: { required: 1 },
      teamControlled: true,
      ...(witnesses === 'none' ? { trustRoot: 'github' } : {}),
    };
    return new Verifier({ trustRoots, rules: [rule] }).verify(parsed).verdict;
  }

  function issuerOf(parsed: Parsed): string {
    const { signer } = new Verifier({ trustRoots: [publicGood], rules: [] }).verify(parsed).verdict;
    return signer?.kind === 'certificate' ? signer.issuer : 'unproven';
  }

  const strip = (text: string, change: (bundle: Bundle) => void): Parsed => {
    const bundle = JSON.parse(text) as Bundle;
    change(bundle);
    return parse(toUtf8(JSON.stringify(bundle)));
  };
  const noEntries = ({ verificationMaterial }: Bundle) => {
    verificationMaterial.tlogEntries = [];
  };
  const nothingAtAll = (bundle: Bundle) => {
    noEntries(bundle);
    delete bundle.verificationMaterial.timestampVerificationData;
  };
  const eachEntry = (change: (entry: Entry) => void) => (bundle: Bundle) =>
    bundle.verificationMaterial.tlogEntries.forEach(change);
  const noPromise = eachEntry((entry) => delete entry.inclusionPromise);
  const noProof = eachEntry((entry) => delete entry.inclusionProof);
  const noTime = eachEntry((entry) => delete entry.integratedTime);
  const untouched = () => undefined;
  const both = (first: (bundle: Bundle) => void, second: (bundle: Bundle) => void) => (bundle: Bundle) => {
    first(bundle);
    second(bundle);
  };

  const rungsIn = (verdict: Verdict, outcome: string): readonly Rung[] =>
    verdict.checks.filter((check) => check.outcome === outcome).map(({ rung }) => rung);

  it.each([
    ['an attestation', envelope],
    ['an artifact signature', message],
  ])('start from %s that verifies whole under its own root', (_, text) => {
    expect(judge(parse(toUtf8(text)), [publicGood], 'required').outcome).toBe('verified');
  });

  const cases = [
    ['whole', untouched],
    ['without entries', noEntries],
    ['without entries and time-stamps', nothingAtAll],
    ['without promise', noPromise],
    ['without promise and time', both(noPromise, noTime)],
  ] as const;

  it.each(cases)("are no evidence of GitHub's own instance: %s", (_, change) => {
    for (const text of [envelope, message]) {
      for (const witnesses of ['none', 'required'] as const) {
        const verdict = judge(strip(text, change), [github], witnesses);
        expect(verdict).toMatchObject({ outcome: 'rejected', rules: [], trustRoot: github.digest });
        expect(rungsIn(verdict, 'failed')).toContain('certificate-chain');
        expect(verdict).not.toHaveProperty('signer');
      }
    }
  });

  it.each(cases)("do not pass by GitHub's rule where both roots are trusted: %s", (_, change) => {
    for (const text of [envelope, message]) {
      for (const trustRoots of [
        [github, publicGood],
        [publicGood, github],
      ]) {
        const verdict = judge(strip(text, change), trustRoots, 'none');
        expect(verdict.outcome).not.toBe('verified');
        expect(verdict.trustRoot).toBe(publicGood.digest);
        expect(verdict.checks.find(({ rung }) => rung === 'identity')?.code).toBe('IDENTITY_TRUST_ROOT_UNEXPECTED');
      }
    }
  });

  it.each([
    ['without entries', noEntries],
    ['without entries and time-stamps', nothingAtAll],
    ['without promise', noPromise],
    ['without proof', noProof],
    ['without promise and proof', both(noPromise, noProof)],
    ['without the time that was promised', noTime],
  ] as const)('are not verified under their own root: %s', (_, change) => {
    for (const text of [envelope, message]) {
      const verdict = judge(strip(text, change), [publicGood], 'required');
      expect(verdict.outcome).not.toBe('verified');
      expect(verdict.checks.some(({ code }) => code === 'INTERNAL')).toBe(false);
    }
  });

  it('never make a log rung not applicable under a root that lists logs', () => {
    for (const text of [envelope, message]) {
      const verdict = judge(strip(text, nothingAtAll), [publicGood], 'required');
      expect(rungsIn(verdict, 'not-applicable').filter((rung) => rung !== 'predicate')).toEqual([]);
    }
  });

  it('cannot be let in by a rule that asks for no log under the public-good root', () => {
    const rule = { log: 'none', trustRoot: 'public-good' } as const;
    const build = () =>
      new Verifier({
        trustRoots: [publicGood],
        rules: [
          {
            id: 'careless',
            scope: { kind: 'organization' },
            kinds: EVIDENCE_KINDS,
            signer: { kind: 'certificate', issuer: 'https://accounts.example', identity: { pattern: '.*' } },
            time: { required: 1 },
            teamControlled: true,
            ...rule,
          },
        ],
      });
    expect(build).toThrow(expect.objectContaining({ code: 'RULE_NONE_REFUSED' }));
  });
});
