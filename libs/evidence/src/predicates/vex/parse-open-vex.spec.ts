import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseOpenVex, parseOpenVex020 } from './parse-open-vex.js';

const NONE = new Map();

describe('an OpenVEX document of version 0.2.0', () => {
  const VALID = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://acme.example/vex/1',
    author: 'Acme product security',
    timestamp: '2026-01-01T00:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { '@id': 'https://cve.example/CVE-1', name: 'CVE-1', aliases: ['GHSA-1'] },
        products: [
          {
            '@id': 'pkg:oci/app',
            identifiers: { cpe23: 'cpe:2.3:a:acme:app:*' },
            hashes: { 'sha-256': 'ab' },
            subcomponents: [{ identifiers: { purl: 'pkg:npm/left-pad@1.0.0' } }],
          },
        ],
        status: 'not_affected',
        justification: 'component_not_present',
        timestamp: '2026-02-01T00:00:00Z',
        last_updated: '2026-03-01T00:00:00Z',
      },
      { vulnerability: { name: 'CVE-2' }, status: 'affected', action_statement: 'Update.' },
    ],
  };
  const read = (json: JsonValue) => parseOpenVex020(fieldOf(json));

  it('gives author and time, and each statement with all names of what it is about', () => {
    expect(read(VALID)).toEqual({
      kind: 'vex',
      format: 'openvex',
      author: 'Acme product security',
      issuedAt: '2026-01-01T00:00:00.000Z',
      statements: [
        {
          vulnerability: 'CVE-1',
          aliases: ['https://cve.example/CVE-1', 'GHSA-1'],
          status: 'not_affected',
          at: '2026-02-01T00:00:00.000Z',
          updatedAt: '2026-03-01T00:00:00.000Z',
          products: [
            {
              id: 'pkg:oci/app',
              identifiers: new Map([['cpe23', 'cpe:2.3:a:acme:app:*']]),
              hashes: new Map([['sha-256', 'ab']]),
              subcomponents: [{ identifiers: new Map([['purl', 'pkg:npm/left-pad@1.0.0']]), hashes: NONE }],
            },
          ],
          justification: 'component_not_present',
        },
        {
          vulnerability: 'CVE-2',
          aliases: [],
          status: 'affected',
          at: '2026-01-01T00:00:00.000Z',
          products: [],
          actionStatement: 'Update.',
        },
      ],
    });
  });

  it('may say why in words instead of a justification', () => {
    const words = withChange(VALID, 'statements.0', {
      vulnerability: { name: 'CVE-1' },
      status: 'not_affected',
      impact_statement: 'Not compiled in.',
    });
    expect(read(words).statements[0]).toMatchObject({ impactStatement: 'Not compiled in.' });
  });

  it('needs no time of its own where each statement has one', () => {
    const timed = withChange(VALID, 'statements.1.timestamp', '2026-02-02T00:00:00Z');
    expect(refusalOf(() => read(withChange(timed, 'timestamp', undefined)))).toBe('none');
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of another context', '@context', 'https://spdx.org/rdf', 'FORMAT_VERSION'],
    ['of a version that nobody published', '@context', 'https://openvex.dev/ns/v0.3.0', 'FORMAT_VERSION'],
    ['without an id', '@id', undefined, 'FIELD_MISSING'],
    ['without an author', 'author', '', 'FIELD_MISSING'],
    ['without statements', 'statements', undefined, 'FIELD_MISSING'],
    ['with a status that nobody defined', 'statements.0.status', 'harmless', 'FIELD_INVALID'],
    ['with a statement about no vulnerability', 'statements.1.vulnerability', undefined, 'FIELD_MISSING'],
    ['with a vulnerability without a name', 'statements.1.vulnerability.name', undefined, 'FIELD_MISSING'],
    ['with a vulnerability as older versions wrote it', 'statements.1.vulnerability', 'CVE-2', 'FIELD_INVALID'],
    ['with a product as older versions wrote it', 'statements.0.products.0', 'pkg:oci/app', 'FIELD_INVALID'],
    ['with a product that nothing identifies', 'statements.0.products.0', { supplier: 'x' }, 'FIELD_INVALID'],
    ['with a part that nothing identifies', 'statements.0.products.0.subcomponents.0', {}, 'FIELD_INVALID'],
    ['with a time that is none', 'statements.0.timestamp', 'yesterday', 'INSTANT_INVALID'],
    ['with a statement of no time at all', 'timestamp', undefined, 'FIELD_MISSING'],
    ['that calls a product not affected and does not say why', 'statements.0.justification', '', 'VEX_INCOMPLETE'],
    ['with a justification that nobody defined', 'statements.0.justification', 'it_is_fine', 'FIELD_INVALID'],
    ['that calls a product affected and not what to do', 'statements.1.action_statement', undefined, 'VEX_INCOMPLETE'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('an OpenVEX document of a draft', () => {
  const VALID = {
    '@context': 'https://openvex.dev/ns/v0.0.1',
    '@id': 'vex-1',
    author: 'Acme',
    timestamp: '2026-01-01T00:00:00Z',
    statements: [
      { vulnerability: 'CVE-1', products: ['pkg:oci/app'], subcomponents: ['pkg:npm/left-pad'], status: 'fixed' },
    ],
  };
  const read = (json: JsonValue) => parseOpenVex(fieldOf(json));

  it('names products and, once for all of them, their parts', () => {
    const part = { id: 'pkg:npm/left-pad', identifiers: NONE, hashes: NONE };
    expect(read(VALID).statements).toEqual([
      {
        vulnerability: 'CVE-1',
        aliases: [],
        status: 'fixed',
        at: '2026-01-01T00:00:00.000Z',
        products: [{ id: 'pkg:oci/app', identifiers: NONE, hashes: NONE, subcomponents: [part] }],
      },
    ]);
  });

  it('may already write objects, with a context without a version or an empty one', () => {
    const objects = withChange(VALID, 'statements.0', {
      vulnerability: { name: 'CVE-1' },
      products: [{ '@id': 'pkg:oci/app' }],
      status: 'fixed',
    });
    for (const context of ['https://openvex.dev/ns', '']) {
      expect(refusalOf(() => read(withChange(objects, '@context', context)))).toBe('none');
    }
  });

  it('is refused where 0.2.0 is asked for', () => {
    expect(refusalOf(() => parseOpenVex020(fieldOf(VALID)))).toBe('FIELD_INVALID');
  });

  it('is refused with objects in the way of names where its context promises 0.2.0', () => {
    const promised = withChange(VALID, '@context', 'https://openvex.dev/ns/v0.2.0');
    expect(refusalOf(() => read(promised))).toBe('FIELD_INVALID');
  });
});
