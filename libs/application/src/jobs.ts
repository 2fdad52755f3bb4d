import type { AttestationDraftId, EvidenceId, OrganizationId, ReleaseId } from './ids.js';

/** Each job brings rows to a state; ids only, never payloads. Doing one twice changes nothing. */
export type Job =
  | {
      readonly name: 'verify-evidence';
      readonly organization: OrganizationId;
      readonly evidence: readonly EvidenceId[];
    }
  /** The same work, asked for by a walk over everything held. */
  | {
      readonly name: 'reverify-evidence';
      readonly organization: OrganizationId;
      readonly evidence: readonly EvidenceId[];
    }
  | { readonly name: 'reverify-organization'; readonly organization: OrganizationId; readonly after?: EvidenceId }
  | { readonly name: 'evaluate-release'; readonly organization: OrganizationId; readonly release: ReleaseId }
  /** The same work, asked for by something that concerns many releases; none is left when it was done meanwhile. */
  | { readonly name: 'reevaluate-release'; readonly organization: OrganizationId; readonly release: ReleaseId }
  /** A decision about a product or the whole organization: its releases are evaluated again, a page a job. */
  | {
      readonly name: 'evaluate-scope';
      readonly organization: OrganizationId;
      readonly product?: string;
      /** Cursor of the last release of the page before. */
      readonly after?: string;
    }
  /** Evidence that may be about a component came, or fell: releases whose SBOMs list it are evaluated again, a page a job. */
  | {
      readonly name: 'evaluate-dependents';
      readonly organization: OrganizationId;
      readonly evidence: readonly EvidenceId[];
      /** Cursor of the last SBOM of the page before. */
      readonly after?: string;
    }
  | { readonly name: 'sequence-intake'; readonly organization: OrganizationId }
  /** A signature is there: the attestation that follows from it is kept. */
  | {
      readonly name: 'finish-attestation';
      readonly organization: OrganizationId;
      readonly draft: AttestationDraftId;
    }
  /** Everything held is read back and judged again: the run of this number is brought to its end, a page a job. */
  | { readonly name: 'keep-evidence'; readonly organization: OrganizationId; readonly run: number }
  /** What was signed about this release is held against how it is judged now. */
  | { readonly name: 'watch-attestations'; readonly organization: OrganizationId; readonly release: ReleaseId };
export type JobName = Job['name'];

/** Lanes keep organization-wide work from delaying new evidence: a job's name says which of the two it is. */
export const JOB_LANES = {
  'verify-evidence': 'verify',
  'reverify-evidence': 'background',
  'reverify-organization': 'background',
  'evaluate-release': 'evaluate',
  'reevaluate-release': 'background',
  'evaluate-scope': 'background',
  'evaluate-dependents': 'background',
  'sequence-intake': 'intake',
  'finish-attestation': 'intake',
  'keep-evidence': 'background',
  'watch-attestations': 'background',
} as const satisfies Record<JobName, string>;
export type Lane = (typeof JOB_LANES)[JobName];
export const LANES = ['verify', 'evaluate', 'intake', 'background'] as const satisfies readonly Lane[];

/** Does it wait for work that somebody is waiting for? */
export function isBackground({ name }: Pick<Job, 'name'>): boolean {
  return JOB_LANES[name] === 'background';
}

/** Attempts before an item is set aside with its reason. */
export const MAX_ATTEMPTS = 5;

/** Small enough that one job's lock never outlives its work. */
const VERIFY_BATCH = 50;

/** Jobs that judge these items, a bounded batch each. */
export function verifyJobs(
  organization: OrganizationId,
  evidence: readonly EvidenceId[],
  name: 'verify-evidence' | 'reverify-evidence' = 'verify-evidence',
): Job[] {
  return Array.from({ length: Math.ceil(evidence.length / VERIFY_BATCH) }, (_, index) => ({
    name,
    organization,
    evidence: evidence.slice(index * VERIFY_BATCH, (index + 1) * VERIFY_BATCH),
  }));
}
