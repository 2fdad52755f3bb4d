import { needsNetwork, type Corpus, type VectorCase } from './corpus.js';
import { judgeCase } from './judge-case.js';
import type { Outcome } from './outcome.js';

export interface Disagreement {
  readonly id: string;
  readonly kind: string;
  readonly expect: 'pass' | 'fail';
  readonly got: 'pass' | 'fail' | 'error';
  readonly code?: string;
}

/** Cases of which upstream asks a server for a part that is not in the files; they count apart. */
export interface NetworkReport {
  readonly total: number;
  readonly agree: number;
  /** Nothing in the bytes speaks against them. */
  readonly undecided: number;
  /** Refused for what is in the bytes, although upstream goes on to accept. */
  readonly refused: readonly Disagreement[];
}

export interface Report {
  readonly total: number;
  readonly agree: number;
  readonly disagree: readonly Disagreement[];
  readonly skipped: readonly { readonly id: string; readonly kind: string; readonly why: string }[];
  readonly network: NetworkReport;
}

/** Judges every case, or those of one kind, and compares with what upstream asserts. */
export async function runCorpus(corpus: Corpus, kind?: string): Promise<Report> {
  const all = corpus.cases.filter((vector) => kind === undefined || vector.kind === kind);
  const cases = all.filter((vector) => !needsNetwork(vector));
  const disagree: Disagreement[] = [];
  const skipped: Report['skipped'][number][] = [];
  for (const vector of cases) {
    const outcome = await judgeCase(vector, corpus);
    if (outcome.got === 'skipped') skipped.push({ id: vector.id, kind: vector.kind, why: outcome.why });
    else if (outcome.got !== vector.expect) disagree.push(disagreement(vector, outcome));
  }
  return {
    total: cases.length,
    agree: cases.length - disagree.length - skipped.length,
    disagree,
    skipped,
    network: await runOffline(corpus, all),
  };
}

async function runOffline(corpus: Corpus, all: readonly VectorCase[]): Promise<NetworkReport> {
  const cases = all.filter(needsNetwork);
  const refused: Disagreement[] = [];
  let undecided = 0;
  for (const vector of cases) {
    const outcome = await judgeCase(vector, corpus);
    if (outcome.got === 'undecided' || outcome.got === 'skipped') undecided++;
    else if (outcome.got !== vector.expect) refused.push(disagreement(vector, outcome));
  }
  return { total: cases.length, agree: cases.length - undecided - refused.length, undecided, refused };
}

function disagreement({ id, kind, expect }: VectorCase, outcome: Exclude<Outcome, { got: 'skipped' }>): Disagreement {
  return {
    id,
    kind,
    expect,
    got: outcome.got === 'undecided' ? 'error' : outcome.got,
    ...('code' in outcome ? { code: outcome.code } : {}),
  };
}
