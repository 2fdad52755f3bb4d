import { describe, expect, it } from '@jest/globals';

import { defaultCorpusFolder, openCorpus, type VectorCase } from './corpus.js';
import { knownExceptions } from './exceptions.js';
import { JUDGED_KINDS } from './judge-case.js';
import { runCorpus, type Report } from './report.js';

const folder = defaultCorpusFolder();
if (folder === undefined) console.warn('SKIPPED: third-party vectors (no vectors.tar.xz in the shared folder)');
const here = folder === undefined ? describe.skip : describe;

/** The manifest itself calls some refusals a choice of one client. */
const isOneClientsChoice = ({ note = '' }: VectorCase) => note.startsWith('strictness of');

here('third-party evidence comes out as upstream asserts', () => {
  const corpus = openCorpus(folder ?? '.');
  const exceptions = knownExceptions();
  const reports = new Map<string, Promise<Report>>();
  const reportOf = (kind: string): Promise<Report> => {
    const report = reports.get(kind) ?? runCorpus(corpus, kind);
    reports.set(kind, report);
    return report;
  };
  const disagreements = async () => (await Promise.all(JUDGED_KINDS.map(reportOf))).flatMap(({ disagree }) => disagree);

  it.each(JUDGED_KINDS)('%s, but for exceptions with a reason: at most 5 %% or three cases', async (kind) => {
    const { total, agree, disagree, skipped } = await reportOf(kind);
    expect(skipped).toEqual([]);
    expect(disagree.filter(({ id }) => !exceptions.has(id))).toEqual([]);
    expect(disagree.length).toBeLessThanOrEqual(Math.max(3, total * 0.05));
    expect(agree + disagree.length).toBe(total);
    expect(total).toBeGreaterThan(0);
  });

  it("and accepts nothing that upstream refuses, unless the manifest calls it one client's choice", async () => {
    const byId = new Map(corpus.cases.map((vector) => [vector.id, vector]));
    const accepted = (await disagreements())
      .filter(({ got }) => got !== 'fail')
      .flatMap(({ id }) => byId.get(id) ?? []);
    expect(accepted.filter((vector) => !isOneClientsChoice(vector)).map(({ id }) => id)).toEqual([]);
  });

  it('and what needs a network is judged by its bytes: none refused that upstream accepts, none accepted at all', async () => {
    for (const kind of JUDGED_KINDS) {
      const { total, agree, undecided, refused } = (await reportOf(kind)).network;
      expect(refused).toEqual([]);
      expect(agree + undecided).toBe(total);
    }
  });

  it('and every exception is a case that still differs', async () => {
    const differing = new Set((await disagreements()).map(({ id }) => id));
    expect([...exceptions.keys()].filter((id) => !differing.has(id))).toEqual([]);
    expect([...exceptions.values()].every((reason) => reason.length > 40)).toBe(true);
  });

  it('and cases of other kinds are skipped with the reason', async () => {
    const cases = corpus.cases.slice(0, 1).map((vector) => ({ ...vector, kind: 'of-another-kind' }));
    const { skipped } = await runCorpus({ ...corpus, cases });
    expect(new Set(skipped.map(({ why }) => why))).toEqual(new Set(['kind not built yet']));
  });
});
