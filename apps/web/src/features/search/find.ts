import { ask } from '../../graphql/client.ts';
import {
  FindByDigestDocument,
  FindBySubjectDocument,
  FindProductDocument,
  type FindByDigestQuery,
  type FindBySubjectQuery,
  type FindProductQuery,
} from '../../graphql/generated.ts';
import { wantedOf } from './wanted.ts';

/** What was found under a digest or a name. */
export interface Found {
  readonly evidence: NonNullable<FindByDigestQuery['evidence']> | null;
  readonly attestation: NonNullable<FindByDigestQuery['attestation']> | null;
  readonly product: FindProductQuery['product'];
  /** Evidence that names it. */
  readonly about: readonly FindBySubjectQuery['evidenceList']['edges'][number]['node'][];
  /** There is more of that. */
  readonly more: boolean;
  /** As it is asked for; absent where it is no digest. */
  readonly subject?: string;
}

const NOTHING: Found = { evidence: null, attestation: null, product: null, about: [], more: false };

/** Asks only for what may be read. @throws Problem */
export async function find(
  text: string,
  may: { readonly evidence: boolean; readonly report: boolean },
): Promise<Found> {
  const { digest, subject, product } = wantedOf(text);
  const [called, naming, named] = await Promise.all([
    digest === undefined
      ? undefined
      : ask(FindByDigestDocument, { digest, evidence: may.evidence, attestation: may.report }),
    subject === undefined || !may.evidence ? undefined : ask(FindBySubjectDocument, { subject }),
    product === undefined ? undefined : ask(FindProductDocument, { slug: product }),
  ]);
  return {
    ...NOTHING,
    evidence: called?.evidence ?? null,
    attestation: called?.attestation ?? null,
    product: named?.product ?? null,
    about: naming?.evidenceList.edges.map(({ node }) => node) ?? [],
    more: naming?.evidenceList.pageInfo.hasNextPage ?? false,
    ...(subject !== undefined && { subject }),
  };
}
