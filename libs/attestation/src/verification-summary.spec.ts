import { existsSync, readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';

import { parse } from '#evidence';
import { canonicalDigest, parseInstant } from '#kernel';
import { tasksOf, type Report } from '#reporting';
import { createSampleWorld } from '#sample-world';

import { issueWorld } from './fixtures/issued-world.js';
import { keySigner } from './fixtures/key-signer.js';
import { signStatement } from './sign-statement.js';
import { releasePurl, verificationSummaryStatement } from './verification-summary.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const SCHEMA = new URL('../../../../shared/standards/schemas/in-toto/derived/slsa-vsa-v1.schema.json', import.meta.url);
const isHere = existsSync(SCHEMA);
if (!isHere) console.warn('SKIPPED: the schema of verification summaries (not in the shared folder)');
const signer = keySigner();
let report: Report;

beforeAll(async () => {
  const { issued } = await issueWorld(createSampleWorld({ seed: 'summary', now: NOW }), signer);
  report = issued.report;
});

describe('the verification summary beside an assessment', () => {
  it('is about the same artifacts, with the levels that the report shows and no others', () => {
    expect(report.slsaBuildLevel).toBeGreaterThan(0);
    const { subjects, predicate } = verificationSummaryStatement({ ...report, slsaSourceLevel: 2 });
    expect(subjects).toEqual(report.population.artifacts.map(({ name, digests }) => ({ name, digests })));
    expect(predicate).toMatchObject({
      verificationResult: 'PASSED',
      verifiedLevels: [`SLSA_BUILD_LEVEL_${report.slsaBuildLevel}`, 'SLSA_SOURCE_LEVEL_2'],
      timeVerified: report.asOf,
      slsaVersion: '1.2',
      policy: { digest: { sha256: report.policy.slice('sha256:'.length) } },
    });
  });

  it('did not pass where no level was reached', () => {
    const none = verificationSummaryStatement({ ...report, slsaBuildLevel: 0, slsaSourceLevel: 0 });
    expect(none.predicate).toMatchObject({ verificationResult: 'FAILED', verifiedLevels: ['FAILED'] });
  });

  it('names all evidence that was used, by digest, once each', () => {
    const { inputAttestations } = verificationSummaryStatement(report).predicate;
    const named = inputAttestations.map(({ digest }) => `sha256:${digest.sha256}`);
    expect(new Set(named).size).toBe(named.length);
    for (const { digest, use } of report.evidence) expect(named.includes(digest)).toBe(use === 'used');
    for (const { evidence } of tasksOf(report.groups)) expect(named).toEqual(expect.arrayContaining([...evidence]));
  });

  it('says who verified, with which version, and what, whatever they are called', () => {
    const scope = { organization: 'a/b', product: 'ü p', release: '1.0+2' };
    const { predicate } = verificationSummaryStatement({ ...report, scope, verifier: 'averment 1.2.3' });
    expect(predicate.verifier).toEqual({ id: 'https://averment.dev/verifier/a%2Fb', version: { averment: '1.2.3' } });
    expect(predicate.resourceUri).toBe('pkg:generic/a%2Fb/%C3%BC%20p@1.0%2B2');
    expect(releasePurl(report.scope)).toMatch(/^pkg:generic\/[^/]+\/[^/]+@[^/]+$/);
    const { verifier } = verificationSummaryStatement({ ...report, verifier: 'unversioned' }).predicate;
    expect(verifier.version).toEqual({ averment: 'unversioned' });
  });

  it('is read back by the reader that reads summaries of others', async () => {
    const { content } = parse(await signStatement(verificationSummaryStatement(report), signer));
    expect(content).toMatchObject({
      kind: 'signed',
      predicate: {
        kind: 'verification-summary',
        result: 'PASSED',
        levels: verificationSummaryStatement(report).predicate.verifiedLevels,
        policy: { pinned: true },
      },
    });
  });

  it('made twice is the same', () => {
    expect(canonicalDigest(verificationSummaryStatement(report).predicate)).toBe(
      canonicalDigest(verificationSummaryStatement(report).predicate),
    );
  });

  (isHere ? it : it.skip)('is valid by the schema of SLSA verification summaries', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as object;
    const isValid = new Ajv({ strict: false }).compile(schema);
    expect(isValid(verificationSummaryStatement(report).predicate)).toBe(true);
    expect(isValid({ ...verificationSummaryStatement(report).predicate, verificationResult: 'GOOD' })).toBe(false);
  });
});
