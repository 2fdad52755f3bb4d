import type { Digest, Instant } from '#kernel';

import type { ReportEvidence } from '../../report-parts.js';
import { tasksOf } from '../../report.js';
import type { ExportParts } from '../export-parts.js';
import { evidenceResourceUuid, props, toolUuid, type OscalObject } from './oscal-document.js';
import { moment, momentIfSayable, prose } from './oscal-text.js';
import { subjectsByEvidence } from './subjects.js';
import { uuidOf } from '../uuid.js';

/** Records of something that was run; everything else of machines is a record that was examined. */
const RUNS: ReadonlySet<string> = new Set([
  'test-result',
  'static-analysis',
  'secret-scan',
  'vulnerability-scan',
  'runtime-trace',
]);
/** What people say. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'human-evidence',
  'waiver',
  'not-applicable',
  'plan-of-action',
  'compromise',
  'withdrawal',
  'supplier-decision',
  'producer-statement',
]);

/**
 * How OSCAL says it was looked at: nothing was run here, so a run is EXAMINE with TEST, its record and what it records;
 * what a person signed is INTERVIEW.
 */
export function methodsOf(kind: string): readonly string[] {
  if (STATEMENTS.has(kind)) return ['INTERVIEW'];
  return RUNS.has(kind) ? ['EXAMINE', 'TEST'] : ['EXAMINE'];
}

/** The UUID of the observation of a piece of evidence; made once, for many results may name the same one. */
export type ObservationOf = (evidence: Digest) => string;

export function observationNames({ report }: ExportParts): ObservationOf {
  const made = new Map<Digest, string>();
  return (evidence) => {
    const uuid = made.get(evidence) ?? uuidOf('observation', report.assessment, evidence);
    made.set(evidence, uuid);
    return uuid;
  };
}

/** What an observation says that is not in the evidence itself. */
interface View {
  readonly parts: ExportParts;
  readonly observationOf: ObservationOf;
  /** Named by a result. */
  readonly cited: ReadonlySet<Digest>;
  readonly subjectsOf: (evidence: Digest) => readonly OscalObject[];
  readonly expiryOf: ReadonlyMap<Digest, Instant | undefined>;
}

/** One for each piece of evidence: everything in the report, and what a result names beyond it. */
export function observations(parts: ExportParts, observationOf: ObservationOf): readonly OscalObject[] {
  const { report } = parts;
  const cited = new Set(tasksOf(report.groups).flatMap(({ evidence }) => evidence));
  const listed = new Set(report.evidence.map(({ digest }) => digest));
  const expiryOf = new Map(report.decisions.map(({ evidence, until }) => [evidence, until]));
  const view: View = { parts, observationOf, cited, expiryOf, subjectsOf: subjectsByEvidence(parts) };
  return [
    ...report.evidence.map((item) => observation(view, item)),
    ...[...cited].filter((digest) => !listed.has(digest)).map((digest) => unlisted(view, digest)),
  ];
}

function observation(view: View, item: ReportEvidence): OscalObject {
  const { digest, kind, format, verdict } = item;
  const expires = momentIfSayable(view.expiryOf.get(digest));
  return {
    ...{ uuid: view.observationOf(digest), title: `${prose(kind)}: ${verdict.outcome}` },
    description: `${prose(format)}, ${verdict.outcome}. Verified means that the expected signer said it, about exactly these digests.`,
    props: verdictProps(item),
    methods: methodsOf(kind),
    types: [view.cited.has(digest) ? 'control-objective' : 'discovery'],
    ...seen(view, digest),
    collected: moment(verdict.signedAt ?? view.parts.report.knownAt),
    ...(expires !== undefined && { expires }),
  };
}

function verdictProps({ kind, use, verdict }: ReportEvidence): readonly OscalObject[] {
  return [
    // Where nothing trusted says when, the moment shown is when it was known.
    ...props({ 'evidence-kind': kind, outcome: verdict.outcome, use }),
    ...(verdict.signedAt === undefined ? props({ untimed: 'true' }) : []),
    ...verdict.rules.flatMap((rule) => props({ 'trust-rule': rule })),
    ...verdict.checks.flatMap(({ rung, outcome, code }) =>
      code === undefined || outcome === 'not-applicable' ? [] : props({ [`rung-${rung}`]: code }),
    ),
  ];
}

function unlisted(view: View, digest: Digest): OscalObject {
  return {
    ...{ uuid: view.observationOf(digest), title: 'Evidence that the report names by digest alone' },
    description: 'A result rests on it; its kind and verdict are not listed.',
    ...{ methods: ['UNKNOWN'], types: ['control-objective'], ...seen(view, digest) },
    collected: moment(view.parts.report.knownAt),
  };
}

function seen({ parts, subjectsOf }: View, digest: Digest): OscalObject {
  return {
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': toolUuid(parts) }] }],
    subjects: subjectsOf(digest),
    'relevant-evidence': [
      {
        href: `#${evidenceResourceUuid(digest)}`,
        description: `The bytes with digest ${digest}.`,
        props: props({ digest }),
      },
    ],
  };
}
