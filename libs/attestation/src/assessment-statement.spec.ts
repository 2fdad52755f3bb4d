import { beforeAll, describe, expect, it } from '@jest/globals';

import { evaluate } from '#compliance';
import { canonicalDigest, parseInstant, type Instant } from '#kernel';
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
let parts: AssessmentStatementParts;
let statement: AssessmentStatement;

beforeAll(async () => {
  const world = createSampleWorld({ seed: 'statement', now: NOW });
  const { input, trustRoots } = await issueWorld(world, keySigner(), { framework });
  parts = {
    input,
    assessment: evaluate(input, framework.catalog, framework.mapping),
    catalog: { id: framework.catalog.id, version: framework.catalog.version, digest: framework.catalogDigest },
    mapping: framework.mapping,
    mappingNames: framework.mappingNames,
    layers: framework.layers,
    trustRoots,
    verifier: 'averment test',
    synthetic: true,
  };
  statement = assessmentStatement(parts);
});

const expiring = (expires: Instant, staleAccepted?: boolean): AssessmentStatementParts => ({
  ...parts,
  trustRoots: parts.trustRoots.map(({ name, digest }) => ({
    name,
    digest,
    expires,
    ...(staleAccepted === undefined ? {} : { staleAccepted }),
  })),
});

describe('an assessment statement', () => {
  it('is about exactly the artifacts of the release', () => {
    expect(statement.predicateType).toBe('https://averment.dev/predicate/ssdf-assessment/v1');
    expect(statement.subjects).toEqual(
      parts.input.population.artifacts.map(({ name, digests }) => ({ name, digests })),
    );
  });

  it('says which conditions layers made looser, and says so first under what is not claimed', () => {
    const { layers } = layeredFramework(looseningLayer());
    const { predicate } = assessmentStatement({ ...parts, layers });
    expect(predicate.loosened).toEqual([
      { control: 'PS.2.1', aspect: 'requirement', direction: 'loosened', layer: 'harbour-pace' },
    ]);
    expect(predicate.notClaimed[0]).toContain('PS.2.1 (requirement, by harbour-pace)');
    expect(statement.predicate).not.toHaveProperty('loosened');
  });

  it('names input, assessment, catalog, mapping, trust roots and rules by digest', () => {
    expect(statement.predicate).toMatchObject({
      input: canonicalDigest(parts.input),
      assessment: canonicalDigest(parts.assessment),
      catalog: { id: 'ssdf-1.1', digest: framework.catalogDigest },
      mapping: framework.mappingNames,
      policy: parts.input.policy,
      semantics: 'eval/1',
      asOf: NOW,
      knownAt: NOW,
      synthetic: true,
    });
    expect(statement.predicate.trustRoots.map(({ digest }) => digest)).toEqual(parts.input.trustRoots);
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
      source: parts.input.population.source,
      artifacts: parts.input.population.artifacts.length,
    });
    expect(statement.predicate.notClaimed.length).toBeGreaterThan(5);
  });

  it('is not made over an expired trust root without the explicit word, and then prints it', () => {
    const old = parseInstant('2026-01-01');
    expect(() => assessmentStatement(expiring(old))).toThrow(expect.objectContaining({ code: 'TRUST_ROOT_STALE' }));
    expect(() => assessmentStatement(expiring(old, false))).toThrow(
      expect.objectContaining({ code: 'TRUST_ROOT_STALE' }),
    );
    const { trustRoots } = assessmentStatement(expiring(old, true)).predicate;
    expect(trustRoots[0]?.stale).toEqual({ expired: old, accepted: true });
  });

  it('says nothing of staleness while the root has not expired', () => {
    const { trustRoots } = assessmentStatement(expiring(parseInstant('2027-01-01'), true)).predicate;
    expect(trustRoots[0]).not.toHaveProperty('stale');
  });

  it('is not made about nothing', () => {
    const input = { ...parts.input, population: { ...parts.input.population, artifacts: [] } };
    expect(() => assessmentStatement({ ...parts, input })).toThrow(
      expect.objectContaining({ code: 'POPULATION_EMPTY' }),
    );
  });
});
