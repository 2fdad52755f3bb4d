import { canonicalJson, Field, ParseError, parseStrictJson, type JsonObject } from '#kernel';

import { REPORT_DOCUMENT } from '../assessment-statement.js';
import type { Pack } from '../pack/pack.js';
import type { Attested } from './attested.js';
import type { ReplayReason } from './replay-report.js';

const MOST = 10_000;
/** What a report and its statement both say in the same form, and nothing else here compares. */
const SHARED = ['input', 'assessment', 'scope', 'asOf', 'knownAt', 'notClaimed'];

/**
 * Proves: the report that people read says of each control and of what is not claimed the same as the statement. Its
 * further words no replay knows: another version writes them otherwise.
 */
export function reportReasons({ documents }: Pick<Pack, 'documents'>, attested: Attested): readonly ReplayReason[] {
  const document = documents.find(({ name }) => name === REPORT_DOCUMENT);
  if (document === undefined) return [];
  try {
    const report = new Field(parseStrictJson(document.bytes), REPORT_DOCUMENT);
    return [...sharedReasons(report, attested), ...taskReasons(report, attested)];
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return [differs(`it cannot be read: ${error.message}`)];
  }
}

function sharedReasons(report: Field, { stated, slsaBuildLevel }: Attested): readonly ReplayReason[] {
  const words = report.object();
  const keys = SHARED.filter((key) => canonicalJson(words[key] ?? null) !== canonicalJson(stated[key] ?? null));
  const level = report.get('slsaBuildLevel').integer() === slsaBuildLevel ? [] : ['slsaBuildLevel'];
  return [...keys, ...level].map((key) => differs(`its ${key} is another than the statement's`));
}

function taskReasons(report: Field, { results }: Attested): readonly ReplayReason[] {
  const tasks = report
    .get('groups')
    .items(MOST)
    .flatMap((group) => group.get('practices').items(MOST))
    .flatMap((practice) => practice.get('tasks').items(MOST))
    .map((task): readonly [string, string] => [task.get('id').string(), taskWords(task)]);
  const shown = new Map(tasks);
  const stated = new Map(results.map(({ control, stated: result }) => [control, resultWords(result)]));
  return [...new Set([...shown.keys(), ...stated.keys()])]
    .filter((control) => shown.get(control) !== stated.get(control))
    .map((control) => ({ ...differs(`it shows ${control} otherwise than the statement does`), path: control }));
}

function taskWords(task: Field): string {
  const machine = task.get('machine');
  return resultWords({
    status: task.get('status').string(),
    machine: machine.get('status').string(),
    met: machine.get('met').integer(),
    of: machine.get('of').integer(),
    human: task.get('human').string(),
  });
}

function resultWords({ status, machine, met, of, human }: JsonObject): string {
  return canonicalJson([status ?? null, machine ?? null, met ?? null, of ?? null, human ?? null]);
}

function differs(why: string): ReplayReason {
  return { code: 'REPORT_DIFFERS', sentence: `the report is not that of the statement: ${why}`, path: REPORT_DOCUMENT };
}
