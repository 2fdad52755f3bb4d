import { describe, expect, it } from '@jest/globals';

import type { Digest } from '#kernel';

import { accountFor } from './account.js';
import type { AssessmentInput } from '../assessment.js';
import type { ClaimOf } from '../claims/claim.js';
import { evaluate } from './evaluate.js';
import type { ControlMapping } from '../framework/mapping.js';
import {
  aboutArtifact,
  asked,
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  digestNamed,
  FAILED_TEST,
  PASSED_TEST,
  PROVENANCE,
  SBOM,
  scanOf,
  SIGNATURE,
  statementFor,
  subjectNamed,
  TESTED,
  vexOf,
} from '../testing/build-input.js';

const NO_CRITICAL: ControlMapping = {
  ...TESTED,
  requires: { claim: 'vulnerability-scan', need: 'scan', unless: asked('vulnerability-scan', 'openCritical >= 1') },
};

function useOf(evidence: Digest, known: Partial<AssessmentInput>, control = TESTED): string | undefined {
  const { catalog, mapping } = buildFramework({ 'X.1': control });
  const input = buildInput(known);
  return accountFor([evidence], input, evaluate(input, catalog, mapping), mapping)[0]?.use;
}

const passed = buildFact({ claim: PASSED_TEST });

describe('the account of received evidence', () => {
  it('calls used what a result rests on, and the manifest', () => {
    expect(useOf(passed.evidence, { facts: [passed] })).toBe('used');
    expect(useOf(digestNamed('manifest'), {})).toBe('used');
  });

  it('calls used what was weighed, though another item decided', () => {
    const weighed = buildFact({ claim: FAILED_TEST, producer: 'lab' });
    expect(useOf(weighed.evidence, { facts: [passed, weighed] })).toBe('used');
  });

  it('calls superseded what a newer word of its producer about the same replaced', () => {
    const newer = buildFact({ claim: PASSED_TEST, signedAt: day(2) });
    expect(useOf(passed.evidence, { facts: [passed, newer] })).toBe('superseded');
    expect(useOf(newer.evidence, { facts: [passed, newer] })).toBe('used');
    const future = buildFact({ claim: PASSED_TEST, signedAt: day(20) });
    expect(useOf(passed.evidence, { facts: [passed, future] })).toBe('used');
    expect(useOf(future.evidence, { facts: [passed, future] })).toBe('irrelevant');
  });

  it('calls rejected and unverified what proved nothing, even where it explains an absence', () => {
    const rejected = buildFinding();
    const unverified = buildFinding({ outcome: 'unverified' });
    expect(useOf(rejected.evidence, { findings: [rejected] })).toBe('rejected');
    expect(useOf(unverified.evidence, { findings: [unverified] })).toBe('unverified');
  });

  it('calls irrelevant what no control reads, and what nothing came of', () => {
    const signature = buildFact({ claim: SIGNATURE });
    expect(useOf(signature.evidence, { facts: [signature] })).toBe('irrelevant');
    expect(useOf(digestNamed('unheard'), {})).toBe('irrelevant');
  });

  it('knows that scans are read together with VEX statements', () => {
    const scan = buildFact({ claim: scanOf([{ id: 'CVE-1', severity: 'critical' }]) });
    const vex = buildFact({ claim: vexOf([{ vulnerability: 'CVE-1', status: 'fixed' }]) });
    const known = { facts: [scan, vex] };
    expect([scan, vex].map(({ evidence }) => useOf(evidence, known, NO_CRITICAL))).toEqual(['used', 'used']);
    expect(useOf(vex.evidence, known, TESTED)).toBe('irrelevant');
  });

  describe('of a component of an SBOM', () => {
    const sbom = buildFact({ claim: SBOM });
    const provenance = buildFact({ claim: PROVENANCE, anchor: aboutArtifact('lodash') });
    const again = buildFact({ claim: PROVENANCE, anchor: aboutArtifact('lodash'), signedAt: day(2) });
    const components = {
      known: [[subjectNamed('lodash')]],
      sboms: [{ sbom: sbom.evidence, components: [[0, 1]] as const }],
    };
    const tracing = (condition: string): ControlMapping => ({
      ...TESTED,
      requires: { claim: 'sbom', need: 'components', where: asked('sbom', condition) },
    });

    it('calls used what a control weighs, and never superseded: no word about a component replaces another', () => {
      const known = { facts: [sbom, provenance, again], components };
      for (const condition of ['joinedComponents >= 1', 'joinedComponents >= 9']) {
        expect(useOf(provenance.evidence, known, tracing(condition))).toBe('used');
        expect(useOf(again.evidence, known, tracing(condition))).toBe('used');
      }
    });

    it('calls irrelevant what no control asks for', () => {
      const known = { facts: [sbom, provenance], components };
      expect(useOf(provenance.evidence, known, tracing('components >= 1'))).toBe('irrelevant');
    });
  });

  it('calls a human statement used exactly where it covers something', () => {
    const anchor = { kind: 'organization' } as const;
    const stated = buildFact({ claim: statementFor(['X.1']), anchor });
    const partial: ControlMapping = { ...TESTED, grade: 'C', cap: 'partial' };
    expect(useOf(stated.evidence, { facts: [stated] }, partial)).toBe('used');
    expect(useOf(stated.evidence, { facts: [stated] }, TESTED)).toBe('irrelevant');
  });

  it('calls a manifest superseded when another one states the population', () => {
    const claim: ClaimOf<'release-manifest'> = {
      kind: 'release-manifest',
      product: 'app',
      release: '1.0',
      population: 'declared',
      issuedAt: day(1),
    };
    const other = buildFact({ claim, anchor: { kind: 'release', product: 'app', release: '1.0' } });
    expect(useOf(other.evidence, { facts: [other] })).toBe('superseded');
  });

  it('answers for each digest, in the order asked', () => {
    const { catalog, mapping } = buildFramework({ 'X.1': TESTED });
    const input = buildInput({ facts: [passed], findings: [buildFinding()] });
    const digests = [buildFinding().evidence, passed.evidence];
    expect(accountFor(digests, input, evaluate(input, catalog, mapping), mapping)).toEqual([
      { evidence: digests[0], use: 'rejected' },
      { evidence: digests[1], use: 'used' },
    ]);
  });
});
