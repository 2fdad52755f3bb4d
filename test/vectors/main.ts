import { parseArgs } from 'node:util';

import { defaultCorpusFolder, openCorpus } from './corpus.js';
import { knownExceptions } from './exceptions.js';
import { runCorpus, type Report } from './report.js';

const { values } = parseArgs({
  options: { dir: { type: 'string' }, kind: { type: 'string' }, json: { type: 'boolean', default: false } },
});

const folder = values.dir ?? defaultCorpusFolder();
if (folder === undefined) {
  process.stderr.write('SKIPPED: the third-party vectors are not here; name their folder with --dir\n');
  process.exitCode = 2;
} else {
  const report = await runCorpus(openCorpus(folder), values.kind);
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : describe(report));
  const exceptions = knownExceptions();
  process.exitCode = report.disagree.every(({ id }) => exceptions.has(id)) ? 0 : 1;
}

function describe({ total, agree, disagree, skipped, network }: Report): string {
  const exceptions = knownExceptions();
  const lines = disagree.map(({ id, kind, expect, got, code = '' }) => {
    const reason = exceptions.get(id);
    return `${reason === undefined ? 'DISAGREE' : 'exception'} ${kind} ${id}: expected ${expect}, got ${got} ${code}${reason === undefined ? '' : ` (${reason})`}`;
  });
  const kinds = [...new Set(skipped.map(({ kind, why }) => `skipped ${kind}: ${why}`))];
  const count = `${agree} of ${total} agree, ${disagree.length} disagree, ${skipped.length} skipped`;
  return `${[...lines, ...kinds, ...offline(network)].join('\n')}\n${count}\n`;
}

/** Apart from the others, for upstream answers them with a log at hand that the files do not hold. */
function offline({ total, agree, undecided, refused }: Report['network']): readonly string[] {
  if (total === 0) return [];
  const lines = refused.map(({ id, code = '' }) => `REFUSED offline ${id}: ${code}`);
  const counts = `${agree} agree, ${refused.length} refused earlier than upstream would, ${undecided} undecided`;
  return [...lines, `of ${total} cases that need the network: ${counts}`];
}
