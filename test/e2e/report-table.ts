/** One row of the coverage table of a report, as a reader sees it. */
export interface ReportRow {
  readonly control: string;
  readonly status: string;
  /** Absent where the report says that there is no machine part. */
  readonly met?: number;
  readonly of?: number;
}

const ROW = /<tr>\s*<th scope="row"><a href="#task-[^"]*">([^<]+)<\/a><\/th>(.*?)<\/tr>/gs;
const CHIP = /class="chip s-([A-Z_]+)"/;
const COUNTED = /<td class="num">(?:(\d+) of (\d+) |no machine part)/;

/** The rows of the coverage tables of a report.html. @throws Error where a row is not as a reader needs it */
export function readReport(html: string): readonly ReportRow[] {
  const coverage = html.slice(html.indexOf('<section id="coverage"'), html.indexOf('<section id="freshness"'));
  return [...coverage.matchAll(ROW)].map(([, control = '', cells = '']) => {
    const status = CHIP.exec(cells)?.[1];
    const counted = COUNTED.exec(cells);
    if (status === undefined || counted === null) throw new Error(`the row of ${control} cannot be read`);
    const [, met, of] = counted;
    return { control, status, ...(met === undefined ? {} : { met: Number(met), of: Number(of) }) };
  });
}
