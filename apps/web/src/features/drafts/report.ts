/** As much of report.json as the page shows; docs/exports.md says the rest. Held against its digest before it is read. */
export interface Report {
  readonly scope: { readonly product: string; readonly release: string };
  readonly asOf: string;
  readonly validity: { readonly until: string };
  readonly synthetic: boolean;
  readonly catalog: { readonly title: string; readonly version: string };
  readonly mapping: {
    readonly id: string;
    readonly version: string;
    readonly adoptedBy: string;
    readonly adoptedOn: string;
  };
  readonly trustRoots: readonly { readonly name: string; readonly expires?: string; readonly stale: boolean }[];
  readonly population: { readonly source: string; readonly artifacts: readonly unknown[] };
  readonly slsaBuildLevel: number;
  readonly claimed: readonly string[];
  readonly notClaimed: readonly string[];
  readonly totals: readonly { readonly status: string; readonly count: number }[];
  readonly groups: readonly ReportGroup[];
  readonly decisions: readonly ReportDecision[];
  readonly waivers: readonly ReportWaiver[];
}

export interface ReportGroup {
  readonly id: string;
  readonly title: string;
  readonly practices: readonly { readonly id: string; readonly tasks: readonly ReportTask[] }[];
}

export interface ReportTask {
  readonly id: string;
  readonly summary: string;
  readonly status: string;
  readonly sentence: string;
  readonly nextAction: string;
  readonly machine: { readonly status: string; readonly met: number; readonly of: number };
  readonly counted: string;
  readonly source: string;
  readonly gaps: readonly { readonly need: string }[];
  readonly until?: string;
}

export interface ReportDecision {
  readonly evidence: string;
  readonly kind: string;
  readonly controls: readonly string[];
  readonly text: string;
  readonly by: string;
  readonly until?: string;
}

export interface ReportWaiver {
  readonly control: string;
  readonly statement: string;
  readonly requester: string;
  readonly approver: string;
  readonly validUntil: string;
}

/** "12 of 12 artifacts, independent": what was counted, and who says how many there are; never a percentage. */
export function countedWords({ machine, counted, source }: ReportTask): string {
  return machine.status === 'NONE' ? 'no machine part' : `${machine.met} of ${machine.of} ${counted}, ${source}`;
}
