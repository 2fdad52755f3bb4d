import type { Assessment, AssessmentInput, Framework, Wording } from '#compliance';
import { canonicalJson, digestOf, parseCheckpoint, parseSignedNote, toUtf8, type Digest } from '#kernel';
import {
  buildReport,
  renderHtml,
  type Report,
  type ReportEvidence,
  type ReportIntake,
  type ReportTrustRoot,
} from '#reporting';
import type { TrustRootSource, TrustRule, Verdict } from '#verification';

import {
  assessmentStatement,
  type AssessmentStatement,
  type AssessmentStatementParts,
} from './assessment-statement.js';
import { buildPack } from './pack/build-pack.js';
import { packReadme } from './pack/pack-readme.js';
import type { PackedText } from './pack/pack.js';
import { rulesBytes } from './replay/intact.js';
import { signStatement } from './sign-statement.js';
import type { Signer } from './signer.js';
import type { LeafAccount } from './statement.js';

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
    /** What became of each leaf that touches the scope. */
    readonly accounts: readonly LeafAccount[];
  };
  /** The explicit word that signing under an expired trust root needs. */
  readonly acceptStaleRoot: boolean;
  /** Name and version of the software that judged. */
  readonly verifier: string;
  readonly synthetic: boolean;
}

export interface IssuedAssessment {
  /** The signed statement, a Sigstore bundle. */
  readonly bundle: Uint8Array;
  readonly statement: AssessmentStatement;
  /** OCI image layout: path to bytes. */
  readonly pack: ReadonlyMap<string, Uint8Array>;
  readonly reportHtml: string;
}

const ROOT_RUNGS: ReadonlySet<string> = new Set([
  'certificate-chain',
  'certificate-transparency',
  'transparency-log',
  'trusted-time',
]);

/**
 * From a finished judgement to what goes out: report, signed statement, pack. The statement names every part of the
 * pack by digest, report and read-me included.
 * @throws AppError invalid TRUST_ROOT_STALE, POPULATION_EMPTY; what the signer throws
 */
export async function issueAssessment(parts: IssueParts, signer: Signer): Promise<IssuedAssessment> {
  const reportHtml = renderHtml(reportOf(parts));
  const { scope } = parts.input;
  const documents: readonly PackedText[] = [
    { name: 'report.html', bytes: toUtf8(reportHtml) },
    packReadme({ scope, synthetic: parts.synthetic }),
  ];
  const statement = statementOf(parts, documents);
  const bundle = await signStatement(statement, signer);
  return { bundle, statement, pack: packOf(parts, { bundle, documents, signer }), reportHtml };
}

/** What the report of an assessment is projected from. */
export type ReportedParts = Pick<
  IssueParts,
  'input' | 'assessment' | 'framework' | 'wording' | 'trustRoots' | 'evidence' | 'verifier' | 'synthetic'
> & { readonly intake?: Pick<NonNullable<IssueParts['intake']>, 'checkpoint' | 'accounts'> };

/** @throws ParseError when the checkpoint cannot be read */
export function reportOf(parts: ReportedParts): Report {
  const { input, assessment, framework, intake, wording } = parts;
  const uses = new Map(intake?.accounts.map(({ evidence, use }) => [evidence, use]));
  return buildReport({
    input,
    assessment,
    catalog: framework.catalog,
    mapping: framework.mapping,
    mappingNames: framework.mappingNames,
    layers: framework.layers,
    ...(wording === undefined ? {} : { wording }),
    trustRoots: rootsWithExpiry(parts),
    evidence: parts.evidence.map(({ digest, kind, format, verdict }) => {
      const use = uses.get(digest);
      return { digest, kind, format, verdict, ...(use === undefined ? {} : { use }) };
    }),
    ...(intake === undefined ? {} : { intake: reportIntake(intake) }),
    verifier: parts.verifier,
    synthetic: parts.synthetic,
  });
}

function reportIntake({ checkpoint, accounts }: NonNullable<ReportedParts['intake']>): ReportIntake {
  const uses: Record<string, number> = {};
  for (const { use } of accounts) uses[use] = (uses[use] ?? 0) + 1;
  return { size: parseCheckpoint(parseSignedNote(checkpoint).text).size, uses };
}

function statementOf(parts: IssueParts, documents: readonly PackedText[]): AssessmentStatement {
  const { input, assessment, framework, intake } = parts;
  const { id, version } = framework.catalog;
  return assessmentStatement({
    input,
    assessment,
    catalog: { id, version, digest: framework.catalogDigest },
    mapping: framework.mapping,
    mappingNames: framework.mappingNames,
    layers: framework.layers,
    trustRoots: statedRoots(parts),
    ...(intake === undefined ? {} : { intake: { checkpoint: intake.checkpoint, leaves: intake.accounts } }),
    documents: documents.map(({ name, bytes }) => ({ name, digest: digestOf(bytes) })),
    verifier: parts.verifier,
    synthetic: parts.synthetic,
  });
}

function statedRoots(parts: IssueParts): AssessmentStatementParts['trustRoots'] {
  return rootsWithExpiry(parts).map((root) => ({ ...root, staleAccepted: parts.acceptStaleRoot }));
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

function packOf(
  parts: IssueParts,
  made: { readonly bundle: Uint8Array; readonly documents: readonly PackedText[]; readonly signer: Signer },
): ReadonlyMap<string, Uint8Array> {
  const { input, assessment, framework, intake } = parts;
  return buildPack({
    attestation: made.bundle,
    publicKey: toUtf8(made.signer.publicKey.toPem()),
    evidence: new Map(
      parts.evidence.flatMap(({ digest, bytes }): [Digest, Uint8Array][] =>
        bytes === undefined ? [] : [[digest, bytes]],
      ),
    ),
    trustRoots: parts.trustRoots,
    rules: rulesBytes(parts.rules),
    framework: framework.texts,
    input: toUtf8(canonicalJson(input)),
    assessment: toUtf8(canonicalJson(assessment)),
    ...(intake === undefined ? {} : { intake: { leaves: intake.leaves, checkpoint: intake.checkpoint } }),
    documents: made.documents,
  });
}
