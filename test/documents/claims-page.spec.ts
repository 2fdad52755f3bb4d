// docs/claims.md names every claim with exactly its fields, and every predicate type that makes one.
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { CLAIM_KINDS, EVIDENCE_KIND_OF_CLAIM, fieldsOf } from '#compliance';
import { PREDICATE_TYPES } from '#evidence';

const page = readFileSync(new URL('../../docs/claims.md', import.meta.url), 'utf8');

/** The cells of the table's rows, by the claim that each is about. */
const rows = new Map(
  page
    .slice(page.indexOf('## The table'), page.indexOf('## From which predicate types'))
    .split('\n')
    .flatMap((line) => {
      const [, claim, ...cells] = line.split('|').map((cell) => cell.trim());
      return claim?.startsWith('`') === true ? [[claim.slice(1, -1), cells] as const] : [];
    }),
);

const codeIn = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');

describe('the page of claims', () => {
  it('has one row for each kind of claim', () => {
    expect([...rows.keys()].sort()).toEqual([...CLAIM_KINDS].sort());
  });

  it.each(CLAIM_KINDS)('names the evidence and exactly the fields of %s, and says what it does not show', (kind) => {
    const [evidence, fields, shows, showsNot] = rows.get(kind) ?? [];
    expect(codeIn(evidence)).toEqual([EVIDENCE_KIND_OF_CLAIM[kind]]);
    expect([...codeIn(fields)].sort()).toEqual(Object.keys(fieldsOf(kind)).sort());
    expect([shows, showsNot].filter((cell) => cell === undefined || cell === '')).toEqual([]);
  });

  it('names every predicate type of the evidence that makes claims, and none that is unknown', () => {
    const claiming = new Set<string>(Object.values(EVIDENCE_KIND_OF_CLAIM));
    const types = [...PREDICATE_TYPES.values()].filter(({ kind }) => claiming.has(kind)).map(({ uri }) => uri);
    const named = codeIn(page.slice(page.indexOf('## From which'), page.indexOf('## What a claim is about')));
    expect(types.filter((uri) => !named.includes(uri))).toEqual([]);
    expect(named.filter((word) => word.includes('://') && !PREDICATE_TYPES.has(word))).toEqual([]);
  });
});
