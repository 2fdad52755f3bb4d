import type { Digest } from '#kernel';

import type { ReportEvidence } from '../../report-parts.js';
import { tasksOf } from '../../report.js';
import type { ExportParts } from '../export-parts.js';
import { evidenceResourceUuid, props, toolUuid, type OscalObject } from './oscal-document.js';
import { moment, momentIfSayable, prose } from './oscal-text.js';
import { subjectsOf } from './subjects.js';
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

export function observationUuid({ report }: ExportParts, evidence: Digest): string {
  return uuidOf('observation', report.assessment, evidence);
}

/** One for each piece of evidence: everything in the report, and what a result names beyond it. */
export function observations(parts: ExportParts): readonly OscalObject[] {
  const { report } = parts;
  const cited = new Set(tasksOf(report.groups).flatMap(({ evidence }) => evidence));
  const listed = new Set(report.evidence.map(({ digest }) => digest));
  return [
    ...report.evidence.map((item) => observation(parts, item, cited.has(item.digest))),
    ...[...cited].filter((digest) => !listed.has(digest)).map((digest) => unlisted(parts, digest)),
  ];
}

function observation(parts: ExportParts, item: ReportEvidence, isCited: boolean): OscalObject {
  const { digest, kind, format, verdict, use } = item;
  const until = parts.report.decisions.find(({ evidence }) => evidence === digest)?.until;
  const expires = momentIfSayable(until);
  return {
    ...{ uuid: observationUuid(parts, digest), title: `${prose(kind)}: ${verdict.outcome}` },
    description: `${prose(format)}, ${verdict.outcome}. Verified means that the expected signer said it, about exactly these digests.`,
    props: [
      ...props({ 'evidence-kind': kind, outcome: verdict.outcome, use, untimed: untimed(item) }),
      ...verdict.rules.flatMap((rule) => props({ 'trust-rule': rule })),
      ...verdict.checks.flatMap(({ rung, outcome, code }) =>
        code === undefined || outcome === 'not-applicable' ? [] : props({ [`rung-${rung}`]: code }),
      ),
    ],
    methods: methodsOf(kind),
    types: [isCited ? 'control-objective' : 'discovery'],
    ...seen(parts, digest),
    collected: moment(verdict.signedAt ?? parts.report.knownAt),
    ...(expires !== undefined && { expires }),
  };
}

function unlisted(parts: ExportParts, digest: Digest): OscalObject {
  return {
    ...{ uuid: observationUuid(parts, digest), title: 'Evidence that the report names by digest alone' },
    description: 'A result rests on it; its kind and verdict are not listed.',
    ...{ methods: ['UNKNOWN'], types: ['control-objective'], ...seen(parts, digest) },
    collected: moment(parts.report.knownAt),
  };
}

/** Where nothing trusted says when, the moment shown is when it was known. */
function untimed({ verdict }: ReportEvidence): string | undefined {
  return verdict.signedAt === undefined ? 'true' : undefined;
}

function seen(parts: ExportParts, digest: Digest): OscalObject {
  return {
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': toolUuid(parts) }] }],
    subjects: subjectsOf(parts, digest),
    'relevant-evidence': [
      {
        href: `#${evidenceResourceUuid(digest)}`,
        description: `The bytes with digest ${digest}.`,
        props: props({ digest }),
      },
    ],
  };
}
