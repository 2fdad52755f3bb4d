import { beforeAll, describe, expect, it } from '@jest/globals';

import { evaluate, layerChanges, type AssessmentInput } from '#compliance';
import { addDays, canonicalDigest, parseInstant, type Instant } from '#kernel';
import type { Report } from '#reporting';
import { createSampleWorld } from '#sample-world';

import {
  assessmentStatement,
  type AssessmentStatement,
  type AssessmentStatementParts,
} from './assessment-statement.js';
import { issueWorld, shippedFramework } from './fixtures/issued-world.js';
import { keySigner } from './fixtures/key-signer.js';
import { layeredFramework, looseningLayer } from './fixtures/loosening-layer.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const framework = shippedFramework();
let input: AssessmentInput;
let parts: AssessmentStatementParts;
let statement: AssessmentStatement;

beforeAll(async () => {
  const world = createSampleWorld({ seed: 'statement', now: NOW });
  const { input: judged, issued } = await issueWorld(world, keySigner(), { framework });
  input = judged;
  const assessment = evaluate(input, framework.catalog, framework.mapping);
  parts = { input, assessment, report: issued.report, acceptStaleRoot: false };
  statement = assessmentStatement(parts);
});

const reporting = (over: Partial<Report>): AssessmentStatementParts => ({
  ...parts,
  report: { ...parts.report, ...over },
});

const expired = (expires: Instant, acceptStaleRoot: boolean): AssessmentStatementParts => ({
  ...reporting({ trustRoots: parts.report.trustRoots.map((root) => ({ ...root, expires, stale: true })) }),
  acceptStaleRoot,
});

describe('an assessment statement', () => {
  it('is about exactly the artifacts of the release', () => {
    expect(statement.predicateType).toBe('https://averment.dev/predicate/ssdf-assessment/v1');
    expect(statement.subjects).toEqual(input.population.artifacts.map(({ name, digests }) => ({ name, digests })));
  });

  it('says which conditions layers made looser', () => {
    const layers = layerChanges(layeredFramework(looseningLayer()).layers);
    const { predicate } = assessmentStatement(reporting({ layers }));
    expect(predicate.loosened).toEqual([
      { control: 'PS.2.1', aspect: 'requirement', direction: 'loosened', layer: 'harbour-pace' },
    ]);
    expect(statement.predicate).not.toHaveProperty('loosened');
  });

  it('names input, assessment, catalog, mapping, trust roots and rules by digest', () => {
    expect(statement.predicate).toMatchObject({
      input: canonicalDigest(input),
      assessment: canonicalDigest(parts.assessment),
      report: canonicalDigest(parts.report),
      catalog: { id: 'ssdf-1.1', digest: framework.catalogDigest },
      mapping: framework.mappingNames,
      policy: input.policy,
      semantics: 'eval/1',
      asOf: NOW,
      knownAt: NOW,
      synthetic: true,
    });
    expect(statement.predicate.trustRoots.map(({ digest }) => digest)).toEqual(input.trustRoots);
  });

  it('states every control once, as it is at asOf, with denominator, both parts and the evidence it rests on', () => {
    const { results } = statement.predicate;
    expect(results.map(({ control }) => control)).toEqual(parts.assessment.results.map(({ control }) => control));
    expect(results).toHaveLength(42);
    for (const result of results) {
      expect(result.from === undefined || result.from <= NOW).toBe(true);
      expect(result.until === undefined || result.until > NOW).toBe(true);
      expect(result.met).toBeLessThanOrEqual(result.of);
      expect(result.reason).toMatch(/^[A-Z_]+$/);
    }
  });

  it('says how the population is known, and what is not claimed', () => {
    expect(statement.predicate.population).toMatchObject({
      source: input.population.source,
      artifacts: input.population.artifacts.length,
    });
    expect(statement.predicate.notClaimed).toEqual(parts.report.notClaimed);
  });

  it('names report.json alone among its documents: what is rendered from it is rendered afterwards', () => {
    expect(statement.predicate.documents).toEqual([{ name: 'report.json', digest: canonicalDigest(parts.report) }]);
  });

  it('says over which time its evidence speaks and how long its results stand by themselves', () => {
    const { period, validity, results } = statement.predicate;
    expect(period.until).toBe(NOW);
    expect(period.from! < NOW).toBe(true);
    expect(validity.from).toBe(NOW);
    const changes = results.flatMap(({ until }) => until ?? []);
    expect(changes.length).toBeGreaterThan(0);
    expect(validity.until).toBe([...changes, addDays(NOW, 365)].sort()[0]);
  });

  it('lists the waivers that a result rests on, with both people, until when and for what', () => {
    const { waivers, results, scope } = statement.predicate;
    const waived = results.filter(({ status }) => status === 'WAIVED');
    expect(waived.length).toBeGreaterThan(0);
    expect(waivers?.map(({ statement: digest }) => digest)).toEqual(waived.flatMap(({ evidence }) => evidence));
    for (const waiver of waivers ?? []) {
      expect(waiver.requester).not.toBe(waiver.approver);
      expect(waiver.validUntil > NOW).toBe(true);
      expect(waiver.scope).toMatchObject({ organization: scope.organization, product: scope.product });
    }
  });

  it('says in whose place it shall stand, where that is said', () => {
    const supersedes = canonicalDigest('the one before');
    expect(assessmentStatement(reporting({ supersedes })).predicate.supersedes).toBe(supersedes);
    expect(statement.predicate).not.toHaveProperty('supersedes');
  });

  it('is not made over an expired trust root without the explicit word, and then prints it', () => {
    const old = parseInstant('2026-01-01');
    expect(() => assessmentStatement(expired(old, false))).toThrow(
      expect.objectContaining({ code: 'TRUST_ROOT_STALE' }),
    );
    const { trustRoots } = assessmentStatement(expired(old, true)).predicate;
    expect(trustRoots[0]?.stale).toEqual({ expired: old, accepted: true });
  });

  it('says nothing of staleness while the root has not expired', () => {
    const { trustRoots } = assessmentStatement({ ...parts, acceptStaleRoot: true }).predicate;
    expect(trustRoots[0]).not.toHaveProperty('stale');
  });

  it('is not made about nothing', () => {
    const empty = reporting({ population: { ...parts.report.population, artifacts: [] } });
    expect(() => assessmentStatement(empty)).toThrow(expect.objectContaining({ code: 'POPULATION_EMPTY' }));
  });
});
