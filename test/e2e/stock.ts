import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { stringify } from 'yaml';

import { segmentAt, type Assessment } from '#compliance';
import { toBase64, type SubjectDigest } from '#kernel';
import type { TrustRule } from '#verification';

import type { TestClient } from '../support/running-server.js';
import { controlsOf } from './controls.js';

export interface DeclaredRelease {
  readonly product: string;
  readonly version: string;
  readonly artifacts: readonly { readonly name: string; readonly digests: readonly SubjectDigest[] }[];
}

/** What an organization has released, whom it believes, and what it received. */
export interface Stock {
  readonly rules: readonly TrustRule[];
  readonly releases: readonly DeclaredRelease[];
  readonly bundles: readonly Uint8Array[];
  /** Besides that of the public-good instance, which every organization has. */
  readonly trustRoots?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Brings it to a server, as a client would. */
export async function stock(client: TestClient, { rules, releases, bundles, trustRoots = [] }: Stock): Promise<void> {
  for (const { name, bytes } of trustRoots) {
    const input = { name, trustedRoot: toBase64(bytes) };
    await client.graphql('mutation ($input: AddTrustRootInput!) { addTrustRoot(input: $input) { digest } }', { input });
  }
  for (const rule of rules) {
    await client.graphql('mutation ($rule: Json!) { putTrustRule(rule: $rule) { id } }', { rule });
  }
  for (const { product, version, artifacts } of releases) {
    await client.graphql(
      `mutation ($product: CreateProductInput!, $release: CreateReleaseInput!, $manifest: DeclareManifestInput!) {
        createProduct(input: $product) { id }
        createRelease(input: $release) { id }
        declareManifest(input: $manifest) { digest }
      }`,
      {
        product: { slug: product, name: product },
        release: { product, version },
        manifest: { product, release: version, artifacts },
      },
    );
  }
  for (const bundle of bundles) await upload(client, bundle);
}

/** One document, or an answer of a registry that holds several. */
async function upload(client: TestClient, bytes: Uint8Array): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await client.request('/v1/evidence', { method: 'POST', headers, body: Buffer.from(bytes) });
  if (!response.ok) throw new Error(`the server did not take the evidence: ${response.status}`);
}

/** The same as files. @returns path of the workspace file */
export async function writeWorkspace(
  folder: string,
  organization: { readonly slug: string; readonly name: string },
  { rules, releases, bundles }: Stock,
): Promise<string> {
  await mkdir(join(folder, 'evidence'));
  for (const [index, bundle] of bundles.entries()) await writeFile(join(folder, 'evidence', `${index}.json`), bundle);
  const products = [...new Set(releases.map(({ product }) => product))].map((slug) => ({
    slug,
    name: slug,
    releases: releases
      .filter(({ product }) => product === slug)
      .map(({ version, artifacts }) => ({ version, artifacts })),
  }));
  const file = join(folder, 'workspace.yaml');
  await writeFile(file, stringify({ organization, rules, evidence: ['evidence'], products }));
  return file;
}

/** What stands in a judgement, wherever it was made. */
export interface ComparableJudgement {
  readonly scope: Assessment['scope'];
  readonly rows: readonly unknown[];
}

/** As `aver assess` printed it. */
export function offlineJudgement({ scope, asOf, results }: Assessment): ComparableJudgement {
  const rows = results.map((result) => {
    const { status, reason, machine } = segmentAt(result, asOf);
    return { control: result.control, status, reason, met: machine.met, of: machine.of };
  });
  return { scope, rows };
}

/** As the server answers it. */
export async function servedJudgement(
  client: TestClient,
  organization: string,
  release: DeclaredRelease,
): Promise<ComparableJudgement> {
  const rows = (await controlsOf(client, release)).map(({ control, status, reason, met, of }) => ({
    ...{ control, status, reason, met, of },
  }));
  return { scope: { organization, product: release.product, release: release.version }, rows };
}
