import type { Reference } from '#evidence';

/** Documents about the subject that are kept elsewhere: a policy, a report. What they say is not known here. */
export interface ReferenceClaim {
  readonly kind: 'reference';
  readonly attesterId: string;
  readonly documents: number;
  /** How many of them are named by digest, so that nobody can exchange them later. */
  readonly pinnedDocuments: number;
  readonly mediaTypes: readonly string[];
}

export function claimOfReference({ kind, attesterId, references }: Reference): ReferenceClaim {
  return {
    kind,
    attesterId,
    documents: references.length,
    pinnedDocuments: references.filter(({ digests }) => digests.size > 0).length,
    mediaTypes: [...new Set(references.flatMap(({ mediaType }) => mediaType ?? []))].sort(),
  };
}
