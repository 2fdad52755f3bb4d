// docs/decisions.md: its examples are what a reader would sign, and what it says of them is so.
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { evaluate, judgeEvidence, segmentAt, type AssessmentInput, type Fact } from '#compliance';
import { DISTRUSTED_KINDS } from '#evidence';
import { canonicalDigest, parseInstant, toUtf8, type JsonObject } from '#kernel';
import { packageFrameworks, publicGoodTrustRoot } from '#platform';
import { createSigstore, deriveKey, Seed } from '#sample-world';
import { loadTrustRoot, parseTrustRule, Verifier } from '#verification';

const textOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = textOf('docs/decisions.md');
const NOW = parseInstant('2026-11-25');
const { catalog, mapping } = packageFrameworks().current();

const KEY = deriveKey(new Seed('decisions'), 'officer', 'p256');
const sigstore = createSigstore({ seed: 'decisions', now: NOW, name: 'unused' });
const verifier = new Verifier({
  trustRoots: [loadTrustRoot(publicGoodTrustRoot())],
  rules: [
    parseTrustRule({
      ...{ id: 'officer', scope: { kind: 'organization' }, log: 'none', time: 'none' },
      kinds: ['human-evidence', 'waiver', 'not-applicable', 'plan-of-action', 'compromise'],
      signer: { kind: 'key', publicKey: KEY.publicKey.toPem() },
      anchors: ['organization', 'product'],
    }),
  ],
});

const EXAMPLES = [...page.matchAll(/^## (.+)$[^]*?^```json\n([^]*?)^```$/gm)].map(
  ([, title = '', json = '']) => [title, JSON.parse(json) as JsonObject] as const,
);

function factsOf(statement: JsonObject): readonly Fact[] {
  const identity = { kind: 'key', key: KEY } as const;
  const bytes = sigstore.attest({ identity, statement: toUtf8(JSON.stringify(statement)), at: NOW, log: 'none' });
  return judgeEvidence(bytes, verifier).facts;
}

function example(title: string): readonly Fact[] {
  return factsOf(EXAMPLES.find(([each]) => each === title)?.[1] ?? {});
}

function segmentsWith(facts: readonly Fact[]) {
  const named = canonicalDigest('nothing');
  const input: AssessmentInput = {
    scope: { organization: 'acme', product: 'app', release: '1.0.0' },
    population: { source: 'declared', artifacts: [], revisions: [] },
    ...{ catalog: named, mapping: [named], trustRoots: [], policy: named, facts, findings: [] },
    ...{ asOf: NOW, knownAt: NOW, semantics: 'eval/1' },
  };
  const { results } = evaluate(input, catalog, mapping);
  return new Map(results.map((result) => [result.control, segmentAt(result, NOW)]));
}

describe('the page of decisions', () => {
  it('has an example of each of the five kinds', () => {
    expect(EXAMPLES.map(([title]) => title)).toEqual([
      'Human evidence',
      'Waiver',
      'Not applicable',
      'Plan of action',
      'Compromise',
    ]);
  });

  it.each(EXAMPLES)('shows a statement about %s that verifies as it stands, and is self-attested', (_, statement) => {
    const [fact, ...others] = factsOf(statement);
    expect(others).toEqual([]);
    expect(fact?.assurance).toBe('self-attested');
    expect(`https://averment.dev/predicate/${fact?.claim.kind}/v1`).toBe(statement['predicateType']);
  });

  it.each([
    ['Human evidence', 'PO.2.2', 'SELF_ATTESTED', '2027-10-01T00:00:00.000Z'],
    ['Waiver', 'PO.5.2', 'WAIVED', '2027-03-01T00:00:00.000Z'],
    ['Not applicable', 'PO.1.3', 'NOT_APPLICABLE', undefined],
  ] as const)('says what %s does to %s: %s until it ends', (title, control, status, until) => {
    const segment = segmentsWith(example(title)).get(control);
    expect([segment?.status, segment?.until]).toEqual([status, until]);
  });

  it.each(['Plan of action', 'Compromise'])('says that %s changes no status by itself', (title) => {
    const facts = example(title);
    expect(facts).toHaveLength(1);
    expect(segmentsWith(facts)).toEqual(segmentsWith([]));
  });

  it('names everything that can be distrusted, in the words of the reader that refuses the rest', () => {
    const table = page.slice(page.indexOf('| `kind`')).split('\n').slice(2).join('\n');
    const rows = [...table.matchAll(/^\| `([a-z-]+)` +\| (.+?) +\|$/gm)].map(([, kind, name]) => [kind, name]);
    expect(Object.fromEntries(rows)).toEqual(DISTRUSTED_KINDS);
  });

  it('names only codes that there are', () => {
    const codes = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(10);
    const sources = ['libs/verification/src/codes.ts', 'docs/reference/codes.md'].map(textOf).join('\n');
    expect(codes.filter((code) => !sources.includes(code))).toEqual([]);
  });

  it('names only fields of the GraphQL interface that there are', () => {
    const schema = textOf('schema.graphql');
    for (const field of [
      'stateHumanEvidence',
      'waiveControl',
      'statePlanOfAction',
      'plansOfAction',
      'stateCompromise',
    ]) {
      expect(page).toContain(`\`${field}`);
      expect(schema).toContain(`  ${field}(`);
    }
    expect(schema).toContain('  compromiseImpact(');
  });
});
