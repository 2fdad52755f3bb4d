import { packEvidenceSet, parse, type Parsed } from '#evidence';
import { parseInstant, type Instant } from '#kernel';
import { parseTrustRule, Verifier, type Expectation, type Rung } from '#verification';

import { parseLayout, readChain, readSigned } from '../../../libs/evidence/src/testing/layouts.js';
import { proveChain, proveInForce } from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { outcomeOf, PASS, type Judge, type Outcome } from '../outcome.js';
import { sharedRoot, textOf } from '../trust-of-case.js';

/** A layout or a link alone: can it be read? */
export const judgeMetadata: Judge = (vector, corpus) => {
  const { content } = parse(corpus.read(fileOf(vector, 'metadata') ?? ''));
  if (content.kind === 'unknown') return { got: 'fail', code: content.code };
  return content.kind === 'signed' && content.problem !== undefined
    ? { got: 'fail', code: content.problem.code }
    : PASS;
};

/** A layout with its links, under one rule for each key that must have signed the layout: all of them. */
export const judgeSupplyChain: Judge = (vector, corpus) => {
  if (/^expiry only/.test(vector.checks ?? '')) return judgeExpiry(vector, corpus);
  if (/^keys in /.test(vector.trust_root ?? '')) return judgeUnsigned(vector, corpus);
  const parsed = parse(packEvidenceSet('in-toto-layout', partsOf(vector, corpus)));
  const keys = filesOf(vector, 'layout_keys').map(([, path]) => textOf(corpus.read(path)));
  if (keys.length === 0) return judgeUnder([], { parsed, vector, corpus });
  const outcomes = keys.map((key) => judgeUnder([key], { parsed, vector, corpus }));
  return outcomes.find(({ got }) => got !== 'pass') ?? PASS;
};

const SIGNED: readonly Rung[] = ['bytes', 'format', 'envelope', 'signature', 'identity'];

interface Question {
  readonly parsed: Parsed;
  readonly vector: VectorCase;
  readonly corpus: Corpus;
}

function judgeUnder(keys: readonly string[], { parsed, vector, corpus }: Question): Outcome {
  const rules = keys.map((publicKey) =>
    parseTrustRule({
      id: 'owner',
      scope: { kind: 'organization' },
      kinds: ['supply-chain-layout'],
      signer: { kind: 'key', publicKey },
      log: 'none',
      time: 'none',
      ...(asksAboutInspections(vector) ? {} : { inspections: 'not-executed' }),
    }),
  );
  const verifier = new Verifier({ trustRoots: [sharedRoot('public-good', corpus)], rules });
  const { checks } = verifier.verify(parsed, expectationOf(vector, corpus)).verdict;
  const onlySignature = /^layout signature only/.test(vector.checks ?? '');
  return outcomeOf(checks.filter(({ rung }) => !onlySignature || SIGNED.includes(rung)));
}

/** Upstream runs inspections. Where the case is about what comes out of one, nobody may do without. */
function asksAboutInspections({ why = '', upstream_test = '' }: VectorCase): boolean {
  return /inspection/i.test(`${why} ${upstream_test}`);
}

function expectationOf(vector: VectorCase, corpus: Corpus): Expectation {
  const product = fileOf(vector, 'product');
  return {
    ...momentOf(vector),
    layoutParameters: new Map(Object.entries((vector.policy?.['parameters'] ?? {}) as Record<string, string>)),
    ...(product !== undefined && { artifact: { digests: [], bytes: corpus.read(product) } }),
  };
}

function momentOf({ policy }: VectorCase): { readonly at?: Instant } {
  const now = policy?.['now'];
  return typeof now === 'string' ? { at: parseInstant(now) } : {};
}

function judgeExpiry(vector: VectorCase, corpus: Corpus): Outcome {
  const { signed } = readSigned(corpus.read(fileOf(vector, 'layout') ?? ''), 'layout');
  proveInForce(parseLayout(signed), momentOf(vector).at);
  return PASS;
}

/** Where upstream's test leaves the signature of the outermost layout out. */
function judgeUnsigned(vector: VectorCase, corpus: Corpus): Outcome {
  const parts = [...partsOf(vector, corpus)].filter(([name]) => name.startsWith('links/'));
  const links = new Map(parts.map(([name, bytes]) => [name.slice('links/'.length), bytes]));
  const { signed } = readSigned(corpus.read(fileOf(vector, 'layout') ?? ''), 'layout');
  proveChain(readChain(parseLayout(signed), links), { at: momentOf(vector).at, parameters: new Map() });
  return PASS;
}

/** Links by the names of their files; those of a layout within the layout keep their folder. */
function partsOf(vector: VectorCase, corpus: Corpus): ReadonlyMap<string, Uint8Array> {
  const links = filesOf(vector, 'links').map(([, path]) => [`links/${lastOf(path, 1)}`, corpus.read(path)] as const);
  const below = filesOf(vector, 'sublayout_links').map(
    ([, path]) => [`links/${lastOf(path, 2)}`, corpus.read(path)] as const,
  );
  return new Map([['layout', corpus.read(fileOf(vector, 'layout') ?? '')], ...links, ...below]);
}

function lastOf(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}

function filesOf({ files }: VectorCase, role: string): readonly (readonly [string, string])[] {
  const named = files[role];
  return typeof named === 'object' ? Object.entries(named) : [];
}
