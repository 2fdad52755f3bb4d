import { layerChanges, maybeLooser, type AppliedLayer } from '#compliance';
import { visibleText } from '#reporting';

import type { Answer, Question, ReplayReason, ReplayReport } from './replay-report.js';

const WORDS: Readonly<Record<Answer, string>> = {
  yes: 'yes',
  no: 'NO',
  'not-asked': 'not asked',
  'could-not-check': 'could not check',
};
const MOST_REASONS = 20;

/** How it stands first; then the answers with reasons, the two columns where they differ, and what cannot be shown. */
export function renderReplay(report: ReplayReport): string {
  const lines = [
    ...fallenLines(report),
    ...statementLines(report),
    ...layerLines(report.layers),
    ...withheldLines(report),
    ...questionLines('INTACT', 'these are the signed bytes', report.intact),
    ...questionLines('CONSISTENT', 'the sender’s roots, rules and mapping lead to these results', report.consistent),
    ...questionLines('ACCEPTED', 'your own signer, roots, rules and mapping do', report.accepted),
    ...questionLines('STANDING', 'its signer still stands behind it', report.standing),
    ...comparisonLines(report),
    ...rootLines(report),
    ...besideLines(report),
    'This cannot show:',
    ...report.cannotShow.map((sentence) => `  - ${sentence}`),
  ];
  return `${lines.map((line) => visibleText(line).trimEnd()).join('\n')}\n`;
}

/** Whoever reads one line only reads this one. */
function fallenLines({ status }: ReplayReport): readonly string[] {
  if (status === undefined || status.state === 'standing') return [];
  const { state, since, replacedBy } = status;
  return [`${state.toUpperCase()} since ${since}${replacedBy === undefined ? '' : ` by ${replacedBy}`}`, ''];
}

function withheldLines({ withheld }: ReplayReport): readonly string[] {
  if (withheld.length === 0) return [];
  const shown = withheld.slice(0, MOST_REASONS).map(({ kind, digest }) => `  ${kind} ${digest}`);
  const rest = withheld.length - shown.length;
  return [
    `withheld by the sender: ${counted(withheld.length, 'item')}`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    '',
  ];
}

/** A root that lists others than the packed one explains verdicts that differ. */
function rootLines({ rootChanges = [] }: ReplayReport): readonly string[] {
  if (rootChanges.length === 0) return [];
  const lines = rootChanges.map(
    ({ change, authority, name, keyId, until }) =>
      `  ${change}: ${authority} ${name} ${keyId}${until === undefined ? '' : `, on ${until}`}`,
  );
  return ['from the packed trust roots to yours:', ...lines, ''];
}

function besideLines({ beside }: ReplayReport): readonly string[] {
  if (beside.length === 0) return [];
  const lines = beside.flatMap(({ name, kind, verified, code, sentence, says }) => [
    `  ${name} (${kind}): ${verified ? 'its signature is verified' : `NOT verified, ${code ?? ''}: ${sentence ?? ''}`}`,
    ...says.map((words) => `    ${words}`),
  ]);
  return ['signed beside it, and part of no answer above:', ...lines, ''];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function statementLines({ statement }: ReplayReport): readonly string[] {
  if (statement === undefined) return [];
  const { scope, asOf, keyFingerprint, signer, synthetic } = statement;
  const named = signer === undefined ? '' : `, as ${signer.identity} by ${signer.issuer}`;
  return [
    ...(synthetic ? ['SYNTHETIC: a sample organization with made-up evidence'] : []),
    `${scope.product} ${scope.release} of ${scope.organization}, as of ${asOf}`,
    `signed by key ${keyFingerprint === '' ? 'unknown' : keyFingerprint}${named}`,
    '',
  ];
}

/** A reader learns of layers before any answer: what was loosened is loosened whatever verifies. */
function layerLines(layers: readonly AppliedLayer[]): readonly string[] {
  if (layers.length === 0) return [];
  return [`judged with ${counted(layers.length, 'layer')} on top:`, ...layers.map(layerWords), ''];
}

function layerWords(layer: AppliedLayer): string {
  const looser = layerChanges([layer]).filter(maybeLooser);
  const said = looser.map(({ control, aspect }) => `${control} ${aspect}`).join(', ');
  const what = looser.length === 0 ? 'loosened nothing' : `loosened: ${said}`;
  return `  ${layer.id} ${layer.version}, adopted by ${layer.approver} on ${layer.adoptedOn}: ${what}`;
}

function questionLines(name: string, meaning: string, { answer, reasons }: Question): readonly string[] {
  const shown = reasons.slice(0, MOST_REASONS).map((reason) => `  ${reasonWords(reason)}`);
  const rest = reasons.length - shown.length;
  return [
    `${name.padEnd(10)}  ${WORDS[answer]}  (${meaning})`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more reasons`] : []),
    '',
  ];
}

function reasonWords({ code, sentence, path, digest }: ReplayReason): string {
  const where = [path, digest].filter((part) => part !== undefined).join(' ');
  return `${code}: ${sentence}${where === '' ? '' : ` [${where}]`}`;
}

function comparisonLines({ comparison }: ReplayReport): readonly string[] {
  const different = comparison.filter(({ same }) => !same);
  if (different.length === 0) return [];
  const width = Math.max(...different.map(({ attested }) => attested.length), 'attested'.length);
  return [
    `${'control'.padEnd(10)}  ${'attested'.padEnd(width)}  by your anchors`,
    ...different.map(({ control, attested, reader }) => `${control.padEnd(10)}  ${attested.padEnd(width)}  ${reader}`),
    '',
  ];
}
