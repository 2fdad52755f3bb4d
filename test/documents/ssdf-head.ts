import { readFileSync } from 'node:fs';

import { expect } from '@jest/globals';

import {
  CLAIM_KINDS,
  compareStatus,
  controlsOf,
  leavesOf,
  STATUS_ORDER,
  type ClaimRequirement,
  type ControlMapping,
  type OrderedStatus,
} from '#compliance';
import { loadConfig, packageFrameworks } from '#platform';

import { segmentNow, statusNow } from '../mappings/judge-state.js';
import { wholeFor, type Saying, type State } from '../mappings/release-states.js';
import { humanExample, testResult, verdictOnHumanExample } from './ssdf-statements.js';

// What `docs/ssdf.md` says before its overview, each sentence and each row beside the test that it holds.

type Held = readonly [sentence: string, holds: () => void];

const textOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { catalog, mapping } = packageFrameworks().current();
const tasks = controlsOf(catalog).map(({ id }) => id);
const KEEPING = ['PO.3.3', 'PO.4.2', 'PS.3.1'];

/** Of publications and their publishers: no test of ours can hold it. */
export const SAID_OF_OTHERS: readonly string[] = [
  'NIST sets no thresholds and publishes no mapping of evidence to tasks.',
  'for what a task asks, read [NIST SP 800-218](https://doi.org/10.6028/NIST.SP.800-218).',
  'NIST has neither made nor endorsed this page.',
];

export const CLAIMS_OF_HEAD: readonly Held[] = [
  [
    'What Averment can show for each of the 42 tasks of the NIST Secure Software Development Framework, what stays human, and why.',
    () => {
      expect(tasks).toHaveLength(42);
      for (const id of tasks) expect([about(id).human, about(id).rationale]).not.toContain('');
    },
  ],
  [
    'From the overview on, this page is made from `mappings/ssdf-1.1.catalog.yaml` and `mappings/ssdf-1.1.mapping.yaml`.',
    () => {
      expect(textOf('mappings/ssdf-1.1.catalog.yaml')).toContain(`id: ${catalog.id}\n`);
      expect(textOf('mappings/ssdf-1.1.mapping.yaml')).toContain(`id: ${mapping.id}\n`);
    },
  ],
  [
    'A test stands behind each sentence before it.',
    () => expect(new Set(CLAIMS_OF_HEAD.map(([sentence]) => sentence)).size).toBe(CLAIMS_OF_HEAD.length),
  ],
  [
    'Every condition and number here is a choice of the Averment project, adopted as a default, and yours to change.',
    () => expect(mapping.adoptedBy).toMatch(/^the Averment project, as a default/),
  ],
  [
    'Task summaries are in our own words;',
    heldBy('test/mappings/ssdf-mapping.spec.ts', 'repeats six words of it in a row'),
  ],
  [
    'PO.3.3, PO.4.2 and PS.3.1 rest on evidence being kept.',
    () => expect(tasks.filter((id) => about(id).beyondPartial !== undefined)).toEqual(KEEPING),
  ],
  [
    'Whatever the evidence of a release shows, they stay PARTIAL until a record says that everything received was lately read back, hashed and verified again, with nothing altered or missing and the intake log consistent.',
    () => {
      for (const change of [{ altered: 1 }, { missing: 1 }, { logConsistent: false }, { examined: 0 }]) {
        expect(eachOf(KEEPING, (whole) => kept(whole, () => change))).toEqual(Array(3).fill('PARTIAL'));
      }
      expect(eachOf(KEEPING, (whole) => aged(whole, 'evidence-keeping', 36))).toEqual(Array(3).fill('PARTIAL'));
      expect(eachOf(KEEPING, (whole) => whole)).toEqual(['EVIDENCED', 'EVIDENCED', 'SUPPORTED']);
    },
  ],
  [
    "The server makes that record every day and signs it with the organization's key ([ADR 28](adr/0028-evidence-keeping.md)).",
    () => {
      expect(loadConfig({}).config.keepingIntervalHours).toBe(24);
      heldBy('test/application/keep-evidence.spec.ts', 'the record of it is evidence of the organization’s own word')();
    },
  ],
  [
    'A workspace holds no store and runs no such job: there, and on a server before its first run, the three are PARTIAL with the reason `HELD_AT_PARTIAL`, unless a record made elsewhere is among the evidence.',
    () => {
      for (const id of KEEPING) {
        const without = withoutClaim(wholeOf(id), 'evidence-keeping');
        expect(segmentNow(without, judging(id))).toMatchObject({ status: 'PARTIAL', reason: 'HELD_AT_PARTIAL' });
      }
    },
  ],
  [
    "A record made by the team's own machine counts one grade lower, so with it PO.4.2 comes out as SUPPORTED; EVIDENCED takes one by somebody whom the team does not control.",
    () => {
      const byTeam = (whole: State) => each(whole, (saying) => ({ ...saying, team: isKeeping(saying) }));
      expect(eachOf(KEEPING, byTeam)).toEqual(['EVIDENCED', 'SUPPORTED', 'SUPPORTED']);
      expect(eachOf(['PO.4.2'], (whole) => whole)).toEqual(['EVIDENCED']);
    },
  ],
  [
    'A leaf names a kind of [claim](claims.md) taken from verified evidence, and conditions on its fields ([mappings](mappings.md#conditions)).',
    () => {
      for (const { claim } of allLeaves()) {
        expect(CLAIM_KINDS).toContain(claim);
        expect(textOf('docs/claims.md')).toContain(`| \`${claim}\` `);
      }
    },
  ],
  [
    '`about`: which claims are meant at all.',
    () => {
      const other = each(wholeOf('RV.3.3'), (saying) => withFields(saying, { suite: 'unit' }));
      expect(statusNow(other, judging('RV.3.3'))).toBe('MISSING');
    },
  ],
  [
    '`where`: what the newest claim of at least one producer must say.',
    () => {
      expect(analysed({ result: 'WARNED' })).toBe('FAILED');
      expect(analysed({ result: 'WARNED' }, { result: 'PASSED', producer: 'other' })).toBe('SUPPORTED');
      expect(analysed({ result: 'PASSED', daysAgo: 5 }, { result: 'WARNED' })).toBe('FAILED');
      expect(analysed({ result: 'WARNED', daysAgo: 5 }, { result: 'PASSED' })).toBe('SUPPORTED');
    },
  ],
  [
    '`unless`: what the newest claim of no producer may say.',
    () => {
      expect(analysed({ result: 'PASSED' }, { result: 'FAILED', producer: 'other' })).toBe('FAILED');
      expect(analysed({ result: 'FAILED', daysAgo: 5 }, { result: 'PASSED' })).toBe('SUPPORTED');
    },
  ],
  [
    '"for 30 days": how long a claim counts after its trusted time.',
    () => {
      const [leaf] = leavesOf(about('RV.1.3').requires ?? { allOf: [] });
      expect(leaf?.freshDays).toBe(30);
      const at = (days: number) => statusNow(aged(wholeOf('RV.1.3'), 'test-result', days), judging('RV.1.3'));
      expect([at(29), at(30)]).toEqual(['SUPPORTED', 'STALE']);
    },
  ],
  [
    '`openCritical` and `openHigh` count findings of a scan that no verified VEX statement answers with `not_affected` or `fixed`.',
    () => {
      for (const severity of ['critical', 'high'] as const) {
        expect(answered(severity)).toBe('FAILED');
        expect(answered(severity, 'not_affected')).toBe('SUPPORTED');
        expect(answered(severity, 'fixed')).toBe('SUPPORTED');
        expect(answered(severity, 'under_investigation')).toBe('FAILED');
        expect(answered(severity, 'affected')).toBe('FAILED');
        expect(answered(severity, 'not_affected', 'rejected')).toBe('FAILED');
      }
    },
  ],
  [
    'Where a task of grade C rests only on claims by signers that the assessed team controls, it comes out as SELF_ATTESTED at best ([ADR 13](adr/0013-team-controlled-claims.md)).',
    () => {
      const corroborating = tasks.filter((id) => about(id).grade === 'C');
      const byTeam = (whole: State) => each(whole, (saying) => ({ ...saying, team: true }));
      expect(new Set(eachOf(corroborating, byTeam))).toEqual(new Set(['SELF_ATTESTED']));
    },
  ],
  [
    'Evidence that did not verify never satisfies a task and never lowers what verified evidence shows.',
    () => {
      for (const outcome of ['rejected', 'unverified'] as const) {
        const alone = (whole: State) => each(whole, (saying) => ({ ...saying, outcome }));
        const beside = (whole: State) => ({ ...whole, sayings: [...whole.sayings, ...alone(whole).sayings] });
        for (const status of eachOf(tasks, alone)) expect(compareStatus(status, 'UNVERIFIED')).toBeLessThanOrEqual(0);
        expect(eachOf(tasks, beside)).toEqual(eachOf(tasks, (whole) => whole));
      }
    },
  ],
  [
    'Statuses are explained in the [glossary](glossary.md).',
    () => {
      for (const status of [...STATUS_ORDER, 'WAIVED', 'NOT_APPLICABLE'])
        expect(textOf('docs/glossary.md')).toMatch(new RegExp(`^\\| ${status} +\\| \\S`, 'm'));
    },
  ],
  [
    'Some leaves select test results by the name of the first configuration in `https://in-toto.io/attestation/test-result/v0.1`:',
    () => expect(testResult(['fuzzing', 'unit'])).toMatchObject({ kind: 'test-result', suite: 'fuzzing' }),
  ],
  [
    'What stays human is stated in a `https://averment.dev/predicate/human-evidence/v1` statement: which controls, what is stated, who owns it and who else reviewed it, when the document was collected, from when until when it holds, with the document as subject, by digest.',
    () => {
      const { subject, predicateType, predicate } = humanExample();
      expect(predicateType).toBe('https://averment.dev/predicate/human-evidence/v1');
      expect(Object.keys(predicate).sort()).toEqual(
        ['collected', 'controls', 'owner', 'reviewer', 'scope', 'statement', 'validFrom', 'validUntil'].sort(),
      );
      expect(subject).toEqual([{ name: expect.any(String), digest: { sha256: expect.any(String) } }]);
    },
  ],
  [
    "It is signed, walks the same ladder as all evidence, and is shown as self-attested beside the machine's part, never merged into it.",
    () => {
      expect(verdictOnHumanExample()).toMatchObject({ kind: 'human-evidence', rungs: 12, outcome: 'verified' });
      for (const id of tasks.filter((each) => about(each).requires !== undefined)) {
        const [before, after] = [wholeOf(id), stated(wholeOf(id))].map((state) => segmentNow(state, judging(id)));
        expect([after?.status, after?.machine]).toEqual([before?.status, before?.machine]);
      }
      const manual = tasks.filter((id) => about(id).cap === 'manual');
      expect(new Set(eachOf(manual, stated))).toEqual(new Set(['SELF_ATTESTED']));
    },
  ],
  [
    "The GraphQL mutation `stateHumanEvidence` makes one and signs it with the organization's key.",
    () => {
      expect(textOf('schema.graphql')).toMatch(/^ {2}stateHumanEvidence\(input: HumanEvidenceInput!\)/m);
      heldBy('test/application/decisions.spec.ts', 'verified by the organization’s rule and self-attested')();
    },
  ],
  [
    'This is what it says:',
    () =>
      expect(verdictOnHumanExample().predicate).toMatchObject({
        kind: 'human-evidence',
        controls: ['PO.1.1', 'PO.1.2'],
      }),
  ],
];

/** Tables, row by row: grades and caps with their numbers, and the names of test suites. */
export const ROWS_OF_HEAD: readonly Held[] = [
  [
    '| A | direct: verified evidence can show the outcome for the assessed release | 3 |',
    () => expect(graded('A')).toEqual({ tasks: 3, best: ['EVIDENCED'] }),
  ],
  [
    '| B | strong but partial: verified evidence shows a substantial, defined part | 14 |',
    () => expect(graded('B')).toEqual({ tasks: 14, best: ['EVIDENCED', 'SUPPORTED'] }),
  ],
  [
    '| C | corroborating: a trace or setting that fits the task | 10 |',
    () => expect(graded('C')).toEqual({ tasks: 10, best: ['SUPPORTED'] }),
  ],
  [
    '| D | manual: only people can show it; cryptography can bind who said it, and when | 15 |',
    () => expect(graded('D')).toEqual({ tasks: 15, best: ['MISSING'] }),
  ],
  [
    '| satisfied | machine evidence alone may reach EVIDENCED, over a population that is not merely declared | 4 |',
    () => {
      expect(capped('satisfied', 'independent')).toEqual({ tasks: 4, best: ['EVIDENCED'] });
      expect(capped('satisfied', 'declared')).toEqual({ tasks: 4, best: ['SUPPORTED'] });
    },
  ],
  [
    '| partial | machine evidence alone may reach SUPPORTED | 23 |',
    () => expect(capped('partial', 'independent')).toEqual({ tasks: 23, best: ['SUPPORTED'] }),
  ],
  [
    '| manual | machine evidence alone decides nothing; a signed human statement gives SELF_ATTESTED | 15 |',
    () => {
      expect(capped('manual', 'independent')).toEqual({ tasks: 15, best: ['MISSING'] });
      expect(capped('manual', 'independent', stated)).toEqual({ tasks: 15, best: ['SELF_ATTESTED'] });
    },
  ],
  suite('| `binary-hardening` | PW.6.2 | hardening features of a released executable |'),
  suite('| `default-settings` | PW.9.2 | configuration policy over the shipped defaults |'),
  suite('| `fuzzing`, `dynamic-analysis`, `security` | RV.1.2 | tests of running code |'),
  suite('| `security-contact` | RV.1.3 | published contact and disclosure policy are there and answer |'),
  suite('| `variant-analysis`, `security-regression` | RV.3.3 | searches for siblings of a known flaw |'),
];

/** The task selects exactly these names, and its own words and those of the mapping's header explain them. */
function suite(row: string): Held {
  return [
    row,
    () => {
      const [, names = '', task = ''] = row.split('|').map((cell) => cell.trim());
      const selected = leavesOf(about(task).requires ?? { allOf: [] }).flatMap(
        ({ select }) => select?.source.match(/(?<=")[a-z-]+(?=")/g) ?? [],
      );
      expect([...new Set(selected)]).toEqual([...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    },
  ];
}

/** The sentence is run elsewhere, by a test of this title. */
function heldBy(spec: string, title: string): () => void {
  return () => expect(textOf(spec)).toContain(title);
}

function about(id: string): ControlMapping {
  const control = mapping.controls[id];
  if (control === undefined) throw new Error(`nothing is mapped for ${id}`);
  return control;
}

function allLeaves(): readonly ClaimRequirement[] {
  const trees = tasks.flatMap((id) => [about(id).requires, about(id).beyondPartial]);
  return trees.flatMap((tree) => (tree === undefined ? [] : leavesOf(tree)));
}

const judging = (control: string) => ({ control, mapping });
const WHOLE = new Map(tasks.map((id) => [id, wholeFor(about(id))]));
const isKeeping = ({ claim }: Saying) => claim.kind === 'evidence-keeping';
const stated = (state: State): State => ({ ...state, decided: ['human-evidence'] });

function wholeOf(id: string): State {
  const whole = WHOLE.get(id);
  if (whole === undefined) throw new Error(`nothing is mapped for ${id}`);
  return whole;
}

function each(state: State, change: (saying: Saying) => Saying): State {
  return { ...state, sayings: state.sayings.map(change) };
}

/** The statuses of these tasks, of a release that has all they ask for, but for one change. */
function eachOf(ids: readonly string[], change: (whole: State) => State): readonly OrderedStatus[] {
  return ids.map((id) => statusNow(change(wholeOf(id)), judging(id)) as OrderedStatus);
}

function withFields(saying: Saying, fields: object): Saying {
  return { ...saying, claim: { ...saying.claim, ...fields } };
}

function kept(state: State, change: () => object): State {
  return each(state, (saying) => (isKeeping(saying) ? withFields(saying, change()) : saying));
}

function aged(state: State, kind: Saying['claim']['kind'], daysAgo: number): State {
  return each(state, (saying) => (saying.claim.kind === kind ? { ...saying, daysAgo } : saying));
}

function withoutClaim(state: State, kind: Saying['claim']['kind']): State {
  return { ...state, sayings: state.sayings.filter(({ claim }) => claim.kind !== kind) };
}

const SAID: Omit<Saying, 'claim'> = {
  ...{ about: 'revision', member: 0, producer: 'one', daysAgo: 1, outcome: 'verified', team: false },
};

/** PW.5.1 asks for a static analysis that passed, and for none that failed. */
function analysed(
  ...results: readonly (Partial<Pick<Saying, 'producer' | 'daysAgo'>> & {
    readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  })[]
): string {
  const sayings = results.map(({ result, ...manner }): Saying => {
    return { ...SAID, ...manner, claim: { kind: 'static-analysis', suite: 'analyser', result, failed: 0 } };
  });
  return statusNow({ ...wholeOf('PW.5.1'), sayings }, judging('PW.5.1'));
}

/** RV.2.1 asks for a scan in which nothing grave is open. */
function answered(
  severity: 'critical' | 'high',
  status?: 'affected' | 'under_investigation' | 'fixed' | 'not_affected',
  outcome: Saying['outcome'] = 'verified',
): string {
  const vulnerability = 'CVE-2026-1';
  const counts = { critical: Number(severity === 'critical'), high: Number(severity === 'high'), total: 1 };
  const findings = [{ id: vulnerability, severity }];
  const said = { ...SAID, about: 'artifact' } as const;
  const scan: Saying = { ...said, claim: { kind: 'vulnerability-scan', scanner: 's', findings, ...counts } };
  const vex = status && { ...said, outcome, claim: { kind: 'vex', statements: [{ vulnerability, status }] } as const };
  const sayings = vex === undefined ? [scan] : [scan, vex];
  return statusNow({ ...wholeOf('RV.2.1'), sayings }, judging('RV.2.1'));
}

function best(ids: readonly string[], change: (whole: State) => State = (whole) => whole) {
  return { tasks: ids.length, best: [...new Set(eachOf(ids, change))].sort() };
}

function graded(grade: ControlMapping['grade']) {
  return best(tasks.filter((id) => about(id).grade === grade));
}

function capped(cap: ControlMapping['cap'], source: State['source'], change = (whole: State) => whole) {
  const ids = tasks.filter((id) => about(id).cap === cap);
  return best(ids, (whole) => change({ ...whole, source }));
}
