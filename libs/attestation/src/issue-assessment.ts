import type { Assessment, AssessmentInput, Framework } from '#compliance';
import { canonicalJson, digestOf, toUtf8, type Digest } from '#kernel';
import { buildReport, renderHtml } from '#reporting';
import type { TrustRootSource, TrustRule, Verdict } from '#verification';

import { assessmentStatement } from './assessment-statement.js';
import { buildPack } from './pack/build-pack.js';
import { signStatement } from './sign-statement.js';
import type { Signer } from './signer.js';
import type { LeafAccount } from './statement.js';

export interface IssueParts {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly framework: Framework;
  readonly trustRoots: readonly TrustRootSource[];
  readonly rules: readonly TrustRule[];
  /** Every item that touches the scope, with its bytes and its verdict. */
  readonly evidence: readonly IssuedEvidence[];
  /** The whole log up to its checkpoint, and what became of each leaf that touches the scope; absent without a log. */
  readonly intake?: {
    readonly leaves: readonly Uint8Array[];
    readonly checkpoint: string;
    readonly accounts: readonly LeafAccount[];
  };
  readonly acceptStaleRoot: boolean;
  readonly verifier: string;
  readonly synthetic: boolean;
}

export interface IssuedEvidence {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly kind: string;
  readonly format: string;
  readonly verdict: Verdict;
}

export interface IssuedAssessment {
  /** The signed statement, a Sigstore bundle. */
  readonly bundle: Uint8Array;
  readonly reportHtml: Uint8Array;
  /** The OCI layout: path -> bytes. */
  readonly pack: ReadonlyMap<string, Uint8Array>;
}

/** Renders, states, signs and packs one assessment: the same for the server and for the offline command. */
export async function issueAssessment(parts: IssueParts, signer: Signer): Promise<IssuedAssessment> {
  const { input, assessment, framework, trustRoots, rules } = parts;
  const reportHtml = toUtf8(renderHtml(buildReport(reportParts(parts))));
  const documents = [{ name: 'report.html', bytes: reportHtml }];
  const statement = assessmentStatement({
    input,
    assessment,
    catalog: { id: framework.catalog.id, version: framework.catalog.version, digest: framework.catalogDigest },
    mapping: framework.mapping,
    mappingDigest: framework.mappingDigest,
    trustRoots: trustRoots.map(({ name, digest, expires }) => ({
      name,
      digest,
      ...(expires === undefined ? {} : { expires }),
      staleAccepted: parts.acceptStaleRoot,
    })),
    ...(parts.intake === undefined
      ? {}
      : { intake: { checkpoint: parts.intake.checkpoint, leaves: parts.intake.accounts } }),
    documents: documents.map(({ name, bytes }) => ({ name, digest: digestOf(bytes) })),
    verifier: parts.verifier,
    synthetic: parts.synthetic,
  });
  const bundle = await signStatement(statement, signer);
  const pack = buildPack({
    attestation: bundle,
    publicKey: toUtf8(signer.publicKey.toPem()),
    evidence: new Map(parts.evidence.map(({ digest, bytes }) => [digest, bytes])),
    trustRoots,
    rules: toUtf8(canonicalJson(rules)),
    catalog: { name: 'catalog.yaml', bytes: framework.catalogBytes },
    mapping: { name: 'mapping.yaml', bytes: framework.mappingBytes },
    input: toUtf8(canonicalJson(input)),
    assessment: toUtf8(canonicalJson(assessment)),
    ...(parts.intake === undefined
      ? {}
      : { intake: { leaves: parts.intake.leaves, checkpoint: parts.intake.checkpoint } }),
    documents,
  });
  return { bundle, reportHtml, pack };
}

function reportParts(parts: IssueParts) {
  const { input, assessment, framework, trustRoots, evidence, verifier, synthetic, intake } = parts;
  const useOf = new Map(intake?.accounts.map((account) => [account.evidence, account.use]));
  return {
    input,
    assessment,
    catalog: framework.catalog,
    mapping: framework.mapping,
    mappingDigest: framework.mappingDigest,
    trustRoots,
    evidence: evidence.map(({ digest, kind, format, verdict }) => ({
      digest,
      kind,
      format,
      verdict,
      ...withUse(useOf.get(digest)),
    })),
    ...(intake === undefined ? {} : { intake: { size: intake.leaves.length, uses: countUses(intake.accounts) } }),
    verifier,
    synthetic,
  };
}

function withUse(use: string | undefined): { readonly use?: string } {
  return use === undefined ? {} : { use };
}

function countUses(accounts: readonly LeafAccount[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { use } of accounts) counts.set(use, (counts.get(use) ?? 0) + 1);
  return Object.fromEntries(counts);
}
