import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ParseError } from '#kernel';

import { EVIDENCE_KINDS } from '../evidence-kind.js';
import { parse } from '../parse.js';
import { attestationBundle } from '../testing/bundles.js';
import { jsonBytes } from '../testing/json.js';
import { fieldOf } from '../testing/refusal.js';
import { statement } from '../testing/statements.js';
import { PREDICATE_TYPES } from './predicate-types.js';

const TYPES = [...PREDICATE_TYPES.values()];

describe('the table of predicate types', () => {
  it('holds every type of ours', () => {
    const ours = TYPES.filter(({ uri }) => uri.startsWith('https://averment.dev/predicate/')).map(({ uri }) =>
      uri.slice(31),
    );
    expect(ours.sort()).toEqual([
      'attestation-status/v1',
      'compromise/v1',
      'deployment-policy/v1',
      'evidence-keeping/v1',
      'human-evidence/v1',
      'intake-receipt/v1',
      'not-applicable/v1',
      'plan-of-action/v1',
      'producer-statement/v1',
      'release-manifest/v1',
      'ssdf-assessment/v1',
      'supplier-decision/v1',
      'waiver/v1',
      'withdrawal/v1',
    ]);
  });

  it('knows the kind of each type', () => {
    for (const { kind } of TYPES) expect(EVIDENCE_KINDS).toContain(kind);
  });

  it.each([
    '',
    '/v1',
    'https://slsa.dev/provenance/v1 ',
    'https://slsa.dev/provenance/v1.0',
    'HTTPS://slsa.dev/provenance/v1',
    'https://slsa.dev/provenance/',
  ])('does not know "%s"', (uri) => {
    expect(PREDICATE_TYPES.get(uri)).toBeUndefined();
  });

  it('recognises a registered type without a parser, and keeps its predicate as it is', () => {
    const parsed = parse(
      jsonBytes(attestationBundle(statement('https://cosign.sigstore.dev/attestation/v1', { any: 1 }))),
    );
    expect(parsed).toMatchObject({ kind: 'other', content: { predicate: { kind: 'generic', value: { any: 1 } } } });
  });

  it('tells source from build summaries by the levels they grant', () => {
    const kindOf = (level: string) => {
      const summary = {
        verifier: { id: 'v' },
        resourceUri: 'r',
        verificationResult: 'PASSED',
        verifiedLevels: [level],
      };
      return parse(jsonBytes(attestationBundle(statement('https://slsa.dev/verification_summary/v1', summary)))).kind;
    };
    expect(kindOf('SLSA_SOURCE_LEVEL_3')).toBe('source-verification');
    expect(kindOf('SLSA_BUILD_LEVEL_3')).toBe('build-verification');
  });

  it('tells a CycloneDX VEX from an SBOM by what it holds', () => {
    const kindOf = (more: object) => {
      const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', ...more };
      return parse(jsonBytes(attestationBundle(statement('https://cyclonedx.org/bom', bom)))).kind;
    };
    expect(kindOf({ vulnerabilities: [{ id: 'CVE-1', analysis: { state: 'resolved' } }] })).toBe('vex');
    expect(kindOf({ components: [] })).toBe('sbom');
  });

  it.each(TYPES.map(({ uri, parse: read }) => [uri, read] as const))(
    '%s: its parser throws nothing but ParseError, whatever the JSON is',
    (_, read) => {
      fc.assert(
        fc.property(fc.jsonValue(), (json) => {
          try {
            read(fieldOf(json));
          } catch (error) {
            expect(error).toBeInstanceOf(ParseError);
          }
        }),
        { numRuns: 50 },
      );
    },
  );
});
