import { canonicalJson, digestOf, toUtf8, type Digest } from '#kernel';
import { renderHtml, type Report } from '#reporting';

import { REPORT_DOCUMENT } from './assessment-statement.js';
import { draftAssessment, type DraftedAssessment, type IssueParts } from './draft-assessment.js';
import { buildPack } from './pack/build-pack.js';
import { completePack, signStanding } from './pack/complete-pack.js';
import { packReadme } from './pack/pack-readme.js';
import type { Pack, PackedText } from './pack/pack.js';
import { rulesBytes } from './replay/intact.js';
import { signStatement } from './sign-statement.js';
import type { Signer } from './signer.js';

export interface IssuedAssessment extends DraftedAssessment {
  /** The signed statement, a Sigstore bundle. */
  readonly bundle: Uint8Array;
  /** OCI image layout: path to bytes. */
  readonly pack: ReadonlyMap<string, Uint8Array>;
  readonly reportHtml: string;
  /** What was signed beside it. */
  readonly beside: readonly PackedText[];
}

/** A signed draft, as far as a pack carries it. */
export interface SignedDraft {
  readonly bundle: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly reportBytes: Uint8Array;
}

/** Makes what is signed beside an attestation, now that its digest is known. */
export type MakeBeside = (issued: {
  readonly digest: Digest;
  readonly report: Report;
}) => Promise<readonly PackedText[]>;

/**
 * Drafts, signs and packs in one go: for whoever signs for himself.
 * @param makeBeside further companions of the pack
 * @throws AppError invalid TRUST_ROOT_STALE, POPULATION_EMPTY; what the signer throws
 */
export async function issueAssessment(
  parts: IssueParts,
  signer: Signer,
  makeBeside: MakeBeside = () => Promise.resolve([]),
): Promise<IssuedAssessment> {
  const draft = draftAssessment(parts);
  const bundle = await signStatement(draft.statement, signer);
  const publicKey = toUtf8(signer.publicKey.toPem());
  const { scope, knownAt: signedAt } = parts.input;
  const signature = { digest: digestOf(bundle), keyFingerprint: signer.publicKey.fingerprint, signedAt };
  const reportHtml = renderHtml(draft.report, signature);
  const held = packParts(parts, { bundle, publicKey, reportBytes: draft.reportBytes });
  const beside = await makeBeside({ digest: signature.digest, report: draft.report });
  const companions = [{ name: 'report.html', bytes: toUtf8(reportHtml) }, packReadme(scope, parts), ...beside];
  const pack = await completePack(held, companions, signStanding(held, signer, signedAt));
  return { ...draft, bundle, pack: buildPack(pack), reportHtml, beside };
}

/** What leads to an assessment, and its report as data: all of it is named by the statement, so it is there before anybody signs. */
export interface FrozenParts extends Pick<
  Pack,
  'evidence' | 'trustRoots' | 'rules' | 'framework' | 'input' | 'intake' | 'documents'
> {
  readonly assessment: Uint8Array;
}

export function frozenParts(parts: IssueParts, reportBytes: Uint8Array): FrozenParts {
  const { input, assessment, framework, intake } = parts;
  return {
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
    documents: [{ name: REPORT_DOCUMENT, bytes: reportBytes }],
  };
}

/** What a pack holds by the signature of the assessment alone. */
export function packParts(parts: IssueParts, { bundle, publicKey, reportBytes }: SignedDraft): Pack {
  return { attestation: bundle, publicKey, ...frozenParts(parts, reportBytes) };
}
