import type { Status } from '../assessment.js';
import { segmentAt } from '../evaluate/control.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { Catalog } from '../framework/catalog.js';
import type { Mapping } from '../framework/mapping.js';
import type { ReasonCode } from '../status/reasons.js';
import { caseInput } from './case-input.js';
import { CASE_STATUSES } from './cases-schema.js';
import type { MappingCase, MappingCases } from './cases.js';

/** A control that came out otherwise than somebody wrote down. */
export interface CaseDifference {
  readonly control: string;
  readonly expected: Status;
  readonly status: Status;
  readonly reason: ReasonCode;
}

export interface CaseResult {
  readonly name: string;
  readonly asked: number;
  readonly differences: readonly CaseDifference[];
  /** Controls with a status that the file says they never have, whether or not the case asks for them. */
  readonly overclaims: readonly { readonly control: string; readonly status: Status }[];
}

export interface CasesReport {
  readonly passed: boolean;
  readonly results: readonly CaseResult[];
  /** Statuses of a control that no case reaches and that are not said to be unreachable. */
  readonly unargued: readonly { readonly control: string; readonly statuses: readonly Status[] }[];
}

/**
 * Judges every case and compares with what is expected. What a case expects is never taken from a judgement, and every
 * judgement, asked for or not, is held against what the file says can never be.
 */
export function runCases(cases: MappingCases, catalog: Catalog, mapping: Mapping): CasesReport {
  const results = cases.cases.map((one) => resultOf(cases, one, { catalog, mapping }));
  const unargued = unarguedIn(cases, Object.keys(mapping.controls));
  const passed = results.every(({ differences, overclaims }) => differences.length + overclaims.length === 0);
  return { passed: passed && unargued.length === 0, results, unargued };
}

function resultOf(
  cases: MappingCases,
  one: MappingCase,
  { catalog, mapping }: { readonly catalog: Catalog; readonly mapping: Mapping },
): CaseResult {
  const input = caseInput(cases, one, Object.keys(mapping.controls));
  const judged = evaluate(input, catalog, mapping).results.map((result) => {
    const { status, reason } = segmentAt(result, input.asOf);
    return { control: result.control, status, reason };
  });
  return {
    name: one.name,
    asked: one.expect.size,
    differences: judged.flatMap((result) => {
      const expected = one.expect.get(result.control);
      return expected === undefined || expected === result.status ? [] : [{ ...result, expected }];
    }),
    overclaims: judged.flatMap(({ control, status }) =>
      cases.never.get(control)?.has(status) === true ? [{ control, status }] : [],
    ),
  };
}

function unarguedIn({ cases, never }: MappingCases, controls: readonly string[]): CasesReport['unargued'] {
  return controls.flatMap((control) => {
    const reached = new Set(cases.flatMap(({ expect }) => expect.get(control) ?? []));
    const statuses = CASE_STATUSES.filter((status) => !reached.has(status) && never.get(control)?.has(status) !== true);
    return statuses.length === 0 ? [] : [{ control, statuses }];
  });
}
