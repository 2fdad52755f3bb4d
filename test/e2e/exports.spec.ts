import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import type { ApiClient } from '#cli';
import { digestOf, fromUtf8, type Instant } from '#kernel';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '#reporting';

import { brokenReferences } from '../../libs/reporting/src/testing/oscal-references.js';
import { cycloneDxSchema, oscalSchemas, SCHEMAS_ARE_HERE } from '../conformance/exports/official-schemas.js';
import { byControl, READERS, rowOf, type ExportedRow } from '../support/exported-rows.js';
import { pdfRows } from '../support/pdf-rows.js';
import { TestClient, withServer } from '../support/running-server.js';
import { aver, temporaryFolder } from './aver.js';
import { issue, type Issued } from './issued.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';

const OSCAL = EXPORT_FORMAT_IDS.filter((id) => id.startsWith('oscal-'));

describe('exports of the sample organization', () => {
  const server = withServer();
  let sample: SampleOrganization;
  let issued: Issued;
  /** May read reports, and nothing else. */
  let reader: TestClient;
  /** Every format of the attestation, as the server hands it out. */
  let files: ReadonlyMap<ExportFormatId, { readonly name: string; readonly bytes: Uint8Array }>;

  beforeAll(async () => {
    sample = await stockSample(server.current);
    const { product, version } = sample.world.flagship;
    issued = await issue(administrator(), { product, release: version });
    reader = await readerOf(server.current.url, administrator());
    files = new Map(await Promise.all(EXPORT_FORMAT_IDS.map(async (id) => [id, await fetched(id)] as const)));
  });

  const administrator = (): ApiClient => sample.staff.administrator;
  const fetched = (id: ExportFormatId) => reader.downloadFile(`/v1/attestations/${issued.digest}/exports/${id}`);
  const releasePath = () => {
    const { product, version } = sample.world.flagship;
    return `/v1/releases/${product}/${version}/exports`;
  };
  const textOf = (id: string) => fromUtf8(files.get(id as ExportFormatId)?.bytes ?? new Uint8Array());

  async function served(query: string, variables: Readonly<Record<string, string>>): Promise<readonly ExportedRow[]> {
    const found = await administrator().graphql<{ assessment: { results: readonly ExportedRow[] } }>(query, variables);
    return found.assessment.results.map(({ control, status, met, of }) => rowOf(control, status, met, of));
  }

  const attested = () =>
    served('query ($input: Digest!) { assessment(input: $input) { results { control status met of } } }', {
      input: issued.predicate.input,
    });

  it('give each control the same status, numerator and denominator as GraphQL, in every format', async () => {
    const rows = byControl(await attested());
    expect(rows).toHaveLength(42);
    for (const [format, read] of Object.entries(READERS)) {
      expect([format, byControl(read(textOf(format)))]).toEqual([format, rows]);
    }
    expect(byControl(await pdfRows(files.get('pdf')?.bytes ?? new Uint8Array()))).toEqual(rows);
  });

  it('give the same from the pack, offline', async () => {
    const folder = await temporaryFolder();
    for (const [path, bytes] of issued.files) {
      await mkdir(dirname(join(folder, 'pack', path)), { recursive: true });
      await writeFile(join(folder, 'pack', path), bytes);
    }
    const { out } = await aver('export', join(folder, 'pack'), '--format', 'json');
    expect(out.join('\n')).toBe(textOf('json'));
    const csv = (await aver('export', join(folder, 'pack'), '--format', 'csv')).out.join('\n');
    expect(byControl(READERS.csv?.(`${csv}\r\n`) ?? [])).toEqual(byControl(await attested()));
  });

  it('hold the report whose digest was signed, and are the same bytes whenever they are asked for', async () => {
    expect(digestOf(files.get('json')?.bytes ?? new Uint8Array())).toBe(issued.predicate.report);
    for (const [id, { bytes }] of files)
      expect([id, digestOf((await fetched(id)).bytes)]).toEqual([id, digestOf(bytes)]);
  });

  it('refer, as OSCAL, to nothing that is not there', () => {
    const documents = OSCAL.map((id) => [files.get(id)?.name ?? '', JSON.parse(textOf(id))] as const);
    expect(brokenReferences(new Map(documents))).toEqual([]);
  });

  (SCHEMAS_ARE_HERE ? it : it.skip)('are valid by the published schemas', () => {
    const schemas = new Map([...oscalSchemas(), ['cyclonedx', cycloneDxSchema()]]);
    for (const [id, wrongs] of schemas) expect([id, ...wrongs(JSON.parse(textOf(id)))]).toEqual([id]);
  });

  it('of a release as it stands say what GraphQL says of that moment, and that nobody signed it', async () => {
    const report = await current('json');
    const { asOf } = JSON.parse(report) as { readonly asOf: Instant };
    const { product, version } = sample.world.flagship;
    const found = await administrator().graphql<{ release: { assessment: { results: readonly ExportedRow[] } } }>(
      `query ($product: String!, $version: String!, $asOf: Instant!) { release(product: $product, version: $version) {
        assessment(asOf: $asOf) { results { control status met of } } } }`,
      { product, version, asOf },
    );
    const rows = found.release.assessment.results.map(({ control, status, met, of }) =>
      rowOf(control, status, met, of),
    );
    expect(byControl(READERS.json?.(report) ?? [])).toEqual(byControl(rows));
    expect(await current('markdown')).toContain('Nobody has signed this judgement');
  });

  async function current(id: ExportFormatId): Promise<string> {
    return fromUtf8((await reader.downloadFile(`${releasePath()}/${id}`)).bytes);
  }

  it.each([
    ['a format that is not there', () => `${releasePath()}/xlsx`, 404, 'EXPORT_FORMAT_UNKNOWN'],
    ['a framework that nobody judges by', () => `${releasePath()}/csv?framework=iso`, 404, 'FRAMEWORK_NOT_STANDING'],
    ['a moment that is none', () => `${releasePath()}/csv?asOf=yesterday`, 400, 'INSTANT_INVALID'],
    ['two frameworks at once', () => `${releasePath()}/csv?framework=a&framework=b`, 400, 'QUERY_INVALID'],
    ['a release that is not there', () => '/v1/releases/none/0/exports/csv', 404, 'RELEASE_UNKNOWN'],
    ['a digest that is none', () => '/v1/attestations/abc/exports/csv', 400, 'DIGEST_INVALID'],
    [
      'an attestation that is not there',
      () => `/v1/attestations/sha256:${'0'.repeat(64)}/exports/csv`,
      404,
      'ATTESTATION_UNKNOWN',
    ],
  ])('refuse %s', async (_, path, status, code) => {
    const answer = await reader.request(path());
    expect({ status: answer.status, code: ((await answer.json()) as { code: string }).code }).toEqual({ status, code });
  });

  it('are downloads that nothing renders, and are for nobody without a token', async () => {
    const answer = await reader.request(`/v1/attestations/${issued.digest}/exports/html`);
    await answer.body?.cancel();
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[A-Za-z0-9._-]+\.html"$/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const stranger = await fetch(new URL(`${releasePath()}/csv`, server.current.url));
    await stranger.body?.cancel();
    expect(stranger.status).toBe(401);
  });
});

async function readerOf(url: string, administrator: ApiClient): Promise<TestClient> {
  const { issueToken } = await administrator.graphql<{ issueToken: { token: string } }>(
    'mutation ($input: IssueTokenInput!) { issueToken(input: $input) { token } }',
    { input: { principalKind: 'machine', principalName: 'a reader of reports', permissions: ['report:read'] } },
  );
  return new TestClient(url, issueToken.token);
}
