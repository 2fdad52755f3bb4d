import type { Corpus } from './corpus.js';
import { judgeCase } from './judge-case.js';

export interface Disagreement {
  readonly id: string;
  readonly kind: string;
  readonly expect: 'pass' | 'fail';
  readonly got: 'pass' | 'fail' | 'error';
  readonly code?: string;
}

export interface Report {
  readonly total: number;
  readonly agree: number;
  readonly disagree: readonly Disagreement[];
  readonly skipped: readonly { readonly id: string; readonly kind: string; readonly why: string }[];
}

/** Judges every case, or those of one kind, and compares with what upstream asserts. */
export async function runCorpus(corpus: Corpus, kind?: string): Promise<Report> {
  const cases = corpus.cases.filter((vector) => kind === undefined || vector.kind === kind);
  const disagree: Disagreement[] = [];
  const skipped: Report['skipped'][number][] = [];
  for (const vector of cases) {
    const { id, expect } = vector;
    const outcome = await judgeCase(vector, corpus);
    if (outcome.got === 'skipped') skipped.push({ id, kind: vector.kind, why: outcome.why });
    else if (outcome.got !== expect) disagree.push({ id, kind: vector.kind, expect, ...outcome });
  }
  return { total: cases.length, agree: cases.length - disagree.length - skipped.length, disagree, skipped };
}
