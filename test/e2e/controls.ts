import type { ApiClient } from '#cli';

/** What the server says of one control of one release. */
export interface ControlRow {
  readonly control: string;
  readonly status: string;
  readonly reason: string;
  readonly met: number;
  readonly of: number;
  readonly populationSource: string;
  readonly gaps: readonly { readonly member: string; readonly status: string; readonly need: string }[];
}

export interface JudgementRow {
  readonly slsaBuildLevel: number;
  readonly results: readonly ControlRow[];
}

/** The current judgement of a release, by the main framework unless another is named. */
export async function judgementOf(
  client: ApiClient,
  { product, version }: { readonly product: string; readonly version: string },
  framework?: string,
): Promise<JudgementRow> {
  const query = `query ($product: String!, $version: String!, $framework: String) {
    release(product: $product, version: $version) { assessment(framework: $framework) {
      slsaBuildLevel results { control status reason met of populationSource gaps { member status need } } } } }`;
  const { release } = await client.graphql<{ release: { assessment: JudgementRow | null } | null }>(query, {
    product,
    version,
    ...(framework !== undefined && { framework }),
  });
  if (!release?.assessment) throw new Error(`${product} ${version} has no judgement`);
  return release.assessment;
}

/** Control by control. */
export async function controlsOf(
  client: ApiClient,
  release: { readonly product: string; readonly version: string },
): Promise<readonly ControlRow[]> {
  return (await judgementOf(client, release)).results;
}

interface CheckRow {
  readonly rung: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly meaning: string | null;
}

export interface VerdictRow {
  readonly outcome: string;
  readonly checks: readonly CheckRow[];
}

/** The ladder of an item; undefined where it has none. */
export async function verdictOf(client: ApiClient, digest: string): Promise<VerdictRow | undefined> {
  const query = `query ($digest: Digest!) { evidence(digest: $digest) {
    verdict { outcome checks { rung outcome code meaning } } } }`;
  const { evidence } = await client.graphql<{ evidence: { verdict: VerdictRow | null } | null }>(query, { digest });
  return evidence?.verdict ?? undefined;
}
