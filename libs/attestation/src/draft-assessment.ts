import type { Assessment, AssessmentInput, Framework, Wording } from '#compliance';
import { canonicalJson, parseCheckpoint, parseSignedNote, toBase64, toUtf8, type Digest } from '#kernel';
import { buildReport, type Report, type ReportEvidence, type ReportIntake, type ReportTrustRoot } from '#reporting';
import type { TrustRootSource, TrustRule, Verdict } from '#verification';

import { assessmentStatement, type AssessmentStatement } from './assessment-statement.js';
import { loggedAt } from './logged-at.js';
import type { AssessmentPredicate, LeafAccount } from './statement.js';

/** One item with its verdict; `bytes` absent means withheld, and its leaf must then be accounted for as such. */
export type IssuedEvidence = ReportEvidence & { readonly bytes?: Uint8Array };

export interface IssueParts {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly framework: Framework;
  /** Shown in the report alone: the pack does not carry it, and nothing is judged by it. */
  readonly wording?: Wording;
  readonly trustRoots: readonly TrustRootSource[];
  readonly rules: readonly TrustRule[];
  /** Everything that the input names or the intake log accounts for. */
  readonly evidence: readonly IssuedEvidence[];
  /** Absent where no intake log is kept; the statement then says what it cannot claim. */
  readonly intake?: {
    /** Canonical bytes of every leaf up to the checkpoint, in order. */
    readonly leaves: readonly Uint8Array[];
    /** The signed note. */
    readonly checkpoint: string;
    /** DER of an RFC 3161 time-stamp over the note's bytes; absent where there is none. */
    readonly timestamp?: Uint8Array;
    /** What became of each leaf that touches the scope. */
    readonly accounts: readonly LeafAccount[];
  };
  /** The explicit word that signing under an expired trust root needs. */
  readonly acceptStaleRoot: boolean;
  /** The assessment in whose place this one shall stand: digest of its bundle. */
  readonly supersedes?: Digest;
  /** Name and version of the software that judged. */
  readonly verifier: string;
  readonly synthetic: boolean;
}

/** What people read before anybody signs, and exactly what would be signed. */
export interface DraftedAssessment {
  readonly statement: AssessmentStatement;
  readonly report: Report;
  /** `report.json`: canonical JSON of the report. Its digest is in the statement, and is what an approval names. */
  readonly reportBytes: Uint8Array;
}

const ROOT_RUNGS: ReadonlySet<string> = new Set([
  'certificate-chain',
  'certificate-transparency',
  'transparency-log',
  'trusted-time',
]);

/**
 * From a finished judgement to what may be signed. The statement is made of the report: what was read is what is stated.
 * @throws AppError invalid TRUST_ROOT_STALE, POPULATION_EMPTY; ParseError when the checkpoint cannot be read
 */
export function draftAssessment(parts: IssueParts): DraftedAssessment {
  const { input, assessment, intake, acceptStaleRoot } = parts;
  const report = reportOf(parts);
  const stated = intake && statedIntake(intake);
  return {
    statement: assessmentStatement({ input, assessment, report, acceptStaleRoot, ...(stated && { intake: stated }) }),
    report,
    reportBytes: toUtf8(canonicalJson(report)),
  };
}

function statedIntake({
  checkpoint,
  timestamp,
  accounts,
}: NonNullable<IssueParts['intake']>): NonNullable<AssessmentPredicate['intake']> {
  return { checkpoint, ...(timestamp && { timestamp: toBase64(timestamp) }), leaves: accounts };
}

/** What the report of an assessment is projected from. */
export type ReportedParts = Pick<
  IssueParts,
  'input' | 'assessment' | 'framework' | 'wording' | 'trustRoots' | 'evidence' | 'supersedes' | 'verifier' | 'synthetic'
> & { readonly intake?: Pick<NonNullable<IssueParts['intake']>, 'checkpoint' | 'accounts'> };

/** @throws ParseError when the checkpoint cannot be read */
export function reportOf(parts: ReportedParts): Report {
  const { input, assessment, framework, intake, wording, supersedes } = parts;
  const accounts = new Map(intake?.accounts.map((account) => [account.evidence, account]));
  return buildReport({
    input,
    assessment,
    catalog: framework.catalog,
    mapping: framework.mapping,
    mappingNames: framework.mappingNames,
    layers: framework.layers,
    ...(wording === undefined ? {} : { wording }),
    trustRoots: rootsWithExpiry(parts),
    evidence: parts.evidence.map((item) => reportEvidence(item, accounts.get(item.digest))),
    ...(intake === undefined ? {} : { intake: reportIntake(intake) }),
    ...(supersedes === undefined ? {} : { supersedes }),
    verifier: parts.verifier,
    synthetic: parts.synthetic,
  });
}

function reportEvidence(item: IssuedEvidence, account: LeafAccount | undefined): ReportEvidence {
  const { digest, kind, format, verdict, collector } = item;
  const logs = loggedAt(item);
  return {
    ...{ digest, kind, format, verdict },
    ...(account === undefined ? {} : { use: account.use, intakeIndex: account.index }),
    ...(logs.length === 0 ? {} : { logs }),
    ...(collector === undefined ? {} : { collector }),
  };
}

function reportIntake({ checkpoint, accounts }: NonNullable<ReportedParts['intake']>): ReportIntake {
  const uses: Record<string, number> = {};
  for (const { use } of accounts) uses[use] = (uses[use] ?? 0) + 1;
  return { size: parseCheckpoint(parseSignedNote(checkpoint).text).size, uses };
}

/** A root that nothing here rests on cannot be too old for it: only roots that proved something state their expiry. */
function rootsWithExpiry({
  trustRoots,
  evidence,
}: Pick<IssueParts, 'trustRoots' | 'evidence'>): readonly ReportTrustRoot[] {
  const restedOn = new Set(
    evidence.filter(({ verdict }) => restsOnRoot(verdict)).map(({ verdict }) => verdict.trustRoot),
  );
  return trustRoots.map(({ name, digest, expires }) =>
    expires === undefined || !restedOn.has(digest) ? { name, digest } : { name, digest, expires },
  );
}

/** A bare key without log and time needs no root; everything else is proven by one. */
function restsOnRoot({ outcome, checks }: Verdict): boolean {
  return (
    outcome === 'verified' && checks.some(({ rung, outcome: found }) => found === 'passed' && ROOT_RUNGS.has(rung))
  );
}
