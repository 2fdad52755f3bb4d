import type { EvidenceQuery } from '../../graphql/generated.ts';

/** A piece of evidence with its ladder, as its page asks for it. */
export type OneEvidence = NonNullable<EvidenceQuery['evidence']>;
