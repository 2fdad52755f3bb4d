import type { ExportFormatId } from '#reporting';

import { readReport } from '../e2e/report-table.js';
import { readCsv } from './csv.js';

/** What an export says of one control, as its reader finds it. */
export interface ExportedRow {
  readonly control: string;
  readonly status: string;
  /** Zero of zero where the export says that there is no machine part. */
  readonly met: number;
  readonly of: number;
}

/** How each format that holds results is read, by somebody who knows that format and nothing of how it was made. */
export const READERS: Readonly<Partial<Record<ExportFormatId, (text: string) => readonly ExportedRow[]>>> = {
  json: jsonRows,
  html: (text) => readReport(text).map(({ control, status, met, of }) => rowOf(control, status, met, of)),
  csv: csvRows,
  markdown: markdownRows,
  junit: junitRows,
  'oscal-assessment-results': oscalRows,
  cyclonedx: cycloneDxRows,
};

export function byControl(rows: readonly ExportedRow[]): readonly ExportedRow[] {
  return rows.toSorted((a, b) => (a.control < b.control ? -1 : 1));
}

export function rowOf(control: string, status: string, met: unknown = 0, of: unknown = 0): ExportedRow {
  return { control, status, met: Number(met), of: Number(of) };
}

interface ReportJson {
  readonly groups: readonly {
    readonly practices: readonly {
      readonly tasks: readonly {
        readonly id: string;
        readonly status: string;
        readonly machine: { readonly met: number; readonly of: number };
      }[];
    }[];
  }[];
}

function jsonRows(text: string): readonly ExportedRow[] {
  const { groups } = JSON.parse(text) as ReportJson;
  const tasks = groups.flatMap(({ practices }) => practices.flatMap((practice) => practice.tasks));
  return tasks.map(({ id, status, machine }) => rowOf(id, status, machine.met, machine.of));
}

function csvRows(text: string): readonly ExportedRow[] {
  const [head = [], ...records] = readCsv(text);
  const cell = (record: readonly string[], name: string) => record[head.indexOf(name)] ?? '';
  return records.map((record) =>
    rowOf(cell(record, 'control'), cell(record, 'status'), cell(record, 'met'), cell(record, 'of')),
  );
}

const MARKDOWN_ROW = /^\| <code>([^<]+)<\/code> \| \S+ ([A-Za-z -]+) \| (?:(\d+) of (\d+)|no machine part)/;

function markdownRows(text: string): readonly ExportedRow[] {
  return withoutEntities(text)
    .split('\n')
    .flatMap((line) => {
      const [, control, word, met, of] = MARKDOWN_ROW.exec(line) ?? [];
      return control === undefined ? [] : [rowOf(control, statusOf(word ?? ''), met, of)];
    });
}

function withoutEntities(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** `Not applicable` as `NOT_APPLICABLE`. */
export function statusOf(word: string): string {
  return word.trim().toUpperCase().replace(/[ -]/g, '_');
}

const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  '': ['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED'],
  failure: ['PARTIAL', 'STALE', 'MISSING', 'FAILED'],
  error: ['UNVERIFIED'],
  skipped: ['WAIVED', 'NOT_APPLICABLE'],
};

function junitRows(text: string): readonly ExportedRow[] {
  const said = [...text.matchAll(/<property name="([^"]+)" value="([A-Z_]+) (\d+)\/(\d+)"/g)];
  const cases = [...text.matchAll(/<testcase [^>]*name="([^"]+)">(?:<(\w+))?/g)];
  const tagOf = new Map(cases.map(([, control, tag = '']) => [control, tag]));
  return said.map(([, control = '', status = '', met, of]) => {
    const isSo = OUTCOMES[tagOf.get(control) ?? 'none']?.includes(status) ?? false;
    return rowOf(control, isSo ? status : `${status}, but the case says otherwise`, met, of);
  });
}

type Properties = readonly { readonly name: string; readonly value: string }[];

interface OscalJson {
  readonly 'assessment-results': {
    readonly results: readonly { readonly findings: readonly { props: Properties }[] }[];
  };
}

function oscalRows(text: string): readonly ExportedRow[] {
  const { results } = (JSON.parse(text) as OscalJson)['assessment-results'];
  return results.flatMap(({ findings }) =>
    findings.map(({ props }) => {
      const value = valuesIn(props);
      return rowOf(value('control'), value('status'), value('met'), value('of'));
    }),
  );
}

interface CycloneDxJson {
  readonly properties: Properties;
  readonly declarations: { readonly claims: readonly { readonly predicate: string }[] };
}

/** By the properties, and held against the claims: the words of a claim say the same as the numbers. */
function cycloneDxRows(text: string): readonly ExportedRow[] {
  const { properties, declarations } = JSON.parse(text) as CycloneDxJson;
  const value = valuesIn(properties);
  return declarations.claims.map(({ predicate }) => {
    const [, control = '', status = ''] = /^(\S+) is ([A-Z_]+):/.exec(predicate) ?? [];
    const isSo = value(`averment:status:${control}`) === status;
    const [met, of] = [value(`averment:met:${control}`), value(`averment:of:${control}`)];
    return rowOf(control, isSo ? status : `${status}, but the property says otherwise`, met, of);
  });
}

function valuesIn(properties: Properties): (name: string) => string {
  const values = new Map(properties.map(({ name, value }) => [name, value]));
  return (name) => values.get(name) ?? '';
}
