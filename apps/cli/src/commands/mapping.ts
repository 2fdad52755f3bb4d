import {
  diffMappings,
  layerChanges,
  lintMapping,
  runCases,
  type CaseResult,
  type CasesReport,
  type LayerChange,
  type MappingDifference,
} from '#compliance';
import { ParseError } from '#kernel';
import { layerLines, visibleText } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { casesFileOf, isLayerFile, readCases, readLayer, readMapping } from '../mapping/read-mapping.js';
import { jsonLine } from '../terminal/json-line.js';

/** `aver mapping lint FILE…`: 1 where a mapping or layer is refused or says what its author may not mean. */
export async function lintMappings({ terminal, json }: Context, files: readonly string[]): Promise<ExitCode> {
  let clean = true;
  for (const file of files) {
    const { refused, warnings, changes = [] } = await lintFile(file);
    clean &&= refused === undefined && warnings.length === 0;
    if (json) terminal.out(jsonLine({ file, ...(refused !== undefined && { refused }), warnings, changes }));
    else if (refused !== undefined) terminal.out(`REFUSED  ${visibleText(refused)}`);
    else if (warnings.length === 0) terminal.out(`ok       ${visibleText(file)}`);
    else for (const warning of warnings) terminal.out(`WARNING  ${visibleText(file)}: ${inWords(warning)}`);
    if (!json) for (const line of layerLines(changes)) terminal.out(`  ${line}`);
  }
  return clean ? EXIT.met : EXIT.notMet;
}

interface Warning {
  readonly control?: string;
  readonly message: string;
}

interface Linted {
  readonly refused?: string;
  readonly warnings: readonly Warning[];
  /** What a layer changes about the mapping below it. */
  readonly changes?: readonly LayerChange[];
}

async function lintFile(file: string): Promise<Linted> {
  try {
    if (isLayerFile(file)) return await lintLayer(file);
    const { mapping } = await readMapping(file);
    const cases = await casesFileOf(file);
    const untested = cases === undefined ? [{ message: 'no cases stand beside it' }] : [];
    return { warnings: [...lintMapping(mapping), ...untested] };
  } catch (error) {
    if (error instanceof ParseError) return { refused: error.message, warnings: [] };
    throw error;
  }
}

/** What its author may not mean, but for what the mapping below means already. */
async function lintLayer(file: string): Promise<Linted> {
  const { below, layered } = await readLayer(file);
  const known = new Set(lintMapping(below.mapping).map(inWords));
  const warnings = lintMapping(layered.mapping).filter((warning) => !known.has(inWords(warning)));
  return { warnings, changes: layerChanges(layered.layers) };
}

function inWords({ control, message }: Warning): string {
  return visibleText(control === undefined ? message : `${control}: ${message}`);
}

/** `aver mapping test FILE…`: judges the cases beside each mapping; 1 where one comes out otherwise, 2 without cases. */
export async function testMappings(context: Context, files: readonly string[]): Promise<ExitCode> {
  let exit: ExitCode = EXIT.met;
  for (const file of files) {
    const { mapping, catalog } = await readMapping(file);
    const cases = await casesFileOf(file);
    if (cases === undefined) {
      context.terminal.note(`${visibleText(file)}: no cases stand beside it, so nothing was tested`);
      exit = exit === EXIT.met ? EXIT.unchecked : exit;
      continue;
    }
    const report = runCases(await readCases(cases, mapping), catalog, mapping);
    if (!report.passed) exit = EXIT.notMet;
    show(context, cases, report);
  }
  return exit;
}

function show({ terminal, json }: Context, file: string, report: CasesReport): void {
  if (json) {
    terminal.out(jsonLine({ file, ...report }));
    return;
  }
  for (const result of report.results) for (const line of linesOf(result)) terminal.out(visibleText(line));
  for (const { control, statuses } of report.unargued) {
    terminal.out(
      visibleText(`UNARGUED  ${control}: no case reaches ${statuses.join(', ')}, and nothing says it cannot`),
    );
  }
  const wrong = report.results.filter((result) => linesOf(result).length > 0).length;
  terminal.out(`${visibleText(file)}: ${report.results.length - wrong} of ${report.results.length} cases hold`);
}

function linesOf({ name, differences, overclaims }: CaseResult): readonly string[] {
  return [
    ...differences.map(
      ({ control, expected, status, reason }) =>
        `DIFFERENT  ${name}: ${control} is ${status} (${reason}), expected ${expected}`,
    ),
    ...overclaims.map(({ control, status }) => `OVERCLAIM  ${name}: ${control} is ${status}, which it can never be`),
  ];
}

/** `aver mapping diff BEFORE AFTER`: 1 where something is looser, or where it cannot be told whether it is. */
export async function diffMappingFiles({ terminal, json }: Context, before: string, after: string): Promise<ExitCode> {
  const differences = diffMappings((await readMapping(before)).mapping, (await readMapping(after)).mapping);
  for (const difference of differences) {
    if (json) terminal.out(jsonLine(difference));
    else for (const line of diffLines(difference)) terminal.out(visibleText(line));
  }
  if (!json) terminal.note(differences.length === 0 ? 'no control differs' : summaryOf(differences));
  const loose = differences.some(({ direction }) => direction === 'loosened' || direction === 'changed');
  return loose ? EXIT.notMet : EXIT.met;
}

const DIRECTION_WIDTH = 'TIGHTENED'.length;

function diffLines({ control, aspects }: MappingDifference): readonly string[] {
  return aspects.flatMap(({ aspect, direction, before, after }) => [
    `${direction.toUpperCase().padEnd(DIRECTION_WIDTH)}  ${control}  ${aspect}`,
    ...before.map((line) => `  - ${line}`),
    ...after.map((line) => `  + ${line}`),
  ]);
}

function summaryOf(differences: readonly MappingDifference[]): string {
  const count = (wanted: string) => differences.filter(({ direction }) => direction === wanted).length;
  return (
    `${count('loosened')} loosened, ${count('changed')} that cannot be told, ` +
    `${count('tightened')} tightened, ${count('reworded')} reworded`
  );
}
