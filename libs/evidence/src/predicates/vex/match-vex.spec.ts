import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '#kernel';

import { fieldOf } from '../../testing/refusal.js';
import { matchesPurl } from '../purl.js';
import type { Vex } from './vex.js';
import { effectiveStatement, matchesProduct, mergeVex, statementsAbout } from './match-vex.js';
import { parseOpenVex020 } from './parse-open-vex.js';

const PART = 'pkg:apk/acme/libssl@3.0.8';

function vexOf(statements: readonly JsonObject[], timestamp: string | null = '2026-01-01T00:00:00Z'): Vex {
  return parseOpenVex020(fieldOf({ '@id': 'vex', author: 'Acme', timestamp, statements }));
}

function said(status: string, more: JsonObject = {}): JsonObject {
  return { vulnerability: { name: 'CVE-1' }, products: [{ '@id': 'pkg:oci/app' }], status, ...more };
}

describe('a purl', () => {
  it.each([
    ['itself', 'pkg:apk/acme/curl@8.1?arch=x86_64', 'pkg:apk/acme/curl@8.1?arch=x86_64', true],
    ['each version where it names none', 'pkg:oci/curl', 'pkg:oci/curl@sha256:ab', true],
    ['more qualifiers than its own', 'pkg:apk/acme/curl@8.1', 'pkg:apk/acme/curl@8.1?arch=x86_64', true],
    ['a version where the question names none', 'pkg:oci/curl@sha256:ab', 'pkg:oci/curl', false],
    ['another version', 'pkg:apk/acme/curl@8.1', 'pkg:apk/acme/curl@8.2', false],
    ['a type of another system', 'pkg:apk/acme/curl@8.1', 'pkg:rpm/acme/curl@8.1', false],
    ['another namespace', 'pkg:apk/acme/curl@8.1', 'pkg:apk/evil/curl@8.1', false],
    ['another name', 'pkg:apk/acme/curl@8.1', 'pkg:apk/acme/bash@8.1', false],
    ['another value of a qualifier', 'pkg:oci/a@1?arch=amd64&os=linux', 'pkg:oci/a@1?arch=arm64&os=linux', false],
    ['a qualifier that is missing', 'pkg:apk/acme/curl@8.1?arch=x86_64', 'pkg:apk/acme/curl@8.1', false],
    ['an encoded version as the same plain one', 'pkg:oci/a@sha256%3Aab', 'pkg:oci/a@sha256:ab', true],
    ['nothing that is no purl', 'curl', 'curl', false],
    ['nothing when it is malformed', 'pkg:', 'pkg:oci/curl', false],
    ['nothing of absurd length', 'pkg:oci/a', `pkg:oci/a@${'1'.repeat(5000)}`, false],
  ])('means %s: %s %s', (_, general, specific, expected) => {
    expect(matchesPurl(general, specific)).toBe(expected);
  });
});

describe('a product of a VEX statement', () => {
  const [product] = vexOf([
    said('fixed', {
      products: [
        {
          '@id': 'https://acme.example/app',
          identifiers: { purl: 'pkg:oci/app', cpe23: 'cpe:2.3:a:acme:app:1', tag: 'APP-1' },
          hashes: { 'sha-256': 'abcd' },
          subcomponents: [{ '@id': PART }],
        },
      ],
    }),
  ]).statements[0]!.products;

  it.each([
    ['its IRI', 'https://acme.example/app', true],
    ['a more specific purl', 'pkg:oci/app@sha256:ab', true],
    ['its CPE', 'cpe:2.3:a:acme:app:1', true],
    ['a CPE that only begins alike', 'cpe:2.3:a:acme:app:1:beta', false],
    ['an identifier of its own', 'APP-1', true],
    ['its hash', 'abcd', true],
    ['another hash', 'abce', false],
    ['nothing', '', false],
  ])('goes by %s: %s', (_, name, expected) => {
    expect(matchesProduct(product!, name)).toBe(expected);
  });

  it('answers for the parts it lists and no others, and for each part where it lists none', () => {
    expect(matchesProduct(product!, 'abcd', PART)).toBe(true);
    expect(matchesProduct(product!, 'abcd', 'pkg:apk/acme/zlib@1')).toBe(false);
    expect(matchesProduct({ ...product!, subcomponents: [] }, 'abcd', 'pkg:apk/acme/zlib@1')).toBe(true);
    expect(matchesProduct(product!, 'abcd')).toBe(true);
  });
});

describe('of several statements', () => {
  const QUESTION = { vulnerability: 'CVE-1', product: 'pkg:oci/app@sha256:ab' };

  it('the newest about this vulnerability and product holds, wherever it stands', () => {
    const { statements } = vexOf([
      said('fixed', { timestamp: '2026-03-01T00:00:00Z' }),
      said('under_investigation', { timestamp: '2026-02-01T00:00:00Z' }),
      said('affected', { timestamp: '2026-04-01T00:00:00Z', vulnerability: { name: 'CVE-2' }, action_statement: 'x' }),
      said('under_investigation', { timestamp: '2026-05-01T00:00:00Z', products: [{ '@id': 'pkg:oci/other' }] }),
    ]);
    expect(effectiveStatement(statements, QUESTION)?.status).toBe('fixed');
    expect(statementsAbout(statements, QUESTION).map(({ status }) => status)).toEqual(['under_investigation', 'fixed']);
  });

  it('a vulnerability goes by its aliases and IRI, too', () => {
    const vulnerability = { '@id': 'https://cve.example/1', name: 'CVE-1', aliases: ['GHSA-1'] };
    const { statements } = vexOf([said('fixed', { vulnerability })]);
    for (const name of ['CVE-1', 'GHSA-1', 'https://cve.example/1']) {
      expect(effectiveStatement(statements, { ...QUESTION, vulnerability: name })?.status).toBe('fixed');
    }
    expect(effectiveStatement(statements, { ...QUESTION, vulnerability: 'ghsa-1' })).toBeUndefined();
  });

  it('of one time, the one updated later holds, else the one written later', () => {
    const later = { last_updated: '2026-06-01T00:00:00Z' };
    expect(effectiveStatement(vexOf([said('fixed', later), said('under_investigation')]).statements, QUESTION)).toEqual(
      expect.objectContaining({ status: 'fixed' }),
    );
    expect(effectiveStatement(vexOf([said('fixed'), said('under_investigation')]).statements, QUESTION)).toEqual(
      expect.objectContaining({ status: 'under_investigation' }),
    );
  });

  it('a statement about any of several parts answers', () => {
    const { statements } = vexOf([
      said('fixed', { products: [{ '@id': 'pkg:oci/app', subcomponents: [{ '@id': PART }] }] }),
    ]);
    const about = (subcomponents: readonly string[]) => effectiveStatement(statements, { ...QUESTION, subcomponents });
    expect(about(['pkg:apk/acme/zlib@1', PART])).toBeDefined();
    expect(about(['pkg:apk/acme/zlib@1'])).toBeUndefined();
  });

  it('documents make one history, in the order of their times', () => {
    const older = vexOf([said('under_investigation')], '2026-01-01T00:00:00Z');
    const newer = vexOf([said('fixed')], '2026-02-01T00:00:00Z');
    const same = { timestamp: '2026-03-01T00:00:00Z' };
    const timeless = vexOf([said('affected', { ...same, action_statement: 'x' })], null);
    const late = vexOf([said('fixed', same)], '2026-03-02T00:00:00Z');
    expect(mergeVex([newer, older]).map(({ status }) => status)).toEqual(['under_investigation', 'fixed']);
    expect(mergeVex([timeless, late]).map(({ status }) => status)).toEqual(['fixed', 'affected']);
  });
});
