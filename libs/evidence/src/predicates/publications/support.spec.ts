// What a project publishes about itself: until when it is supported, and where vulnerabilities can be reported.
import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseEndOfLife } from './end-of-life.js';
import { parseSecurityInsights } from './security-contact.js';

describe('a statement on the end of support', () => {
  const VALID = {
    $schema: 'https://docs.oasis-open.org/openeox/eox-core/v1.0/schema/core.json',
    end_of_life: '2028-01-01T00:00:00Z',
    end_of_security_support: '2027-01-01T00:00:00Z',
    last_updated: '2026-01-01T00:00:00Z',
  };
  const read = (json: JsonValue) => parseEndOfLife(fieldOf(json));

  it('gives both days', () => {
    expect(read(VALID)).toEqual({
      kind: 'end-of-life',
      endOfLife: '2028-01-01T00:00:00.000Z',
      endOfSecuritySupport: '2027-01-01T00:00:00.000Z',
    });
  });

  it('leaves open what is to be announced', () => {
    const open = { ...VALID, end_of_life: 'tba', end_of_security_support: 'tba' };
    expect(read(open)).toEqual({ kind: 'end-of-life' });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['without an end of life', 'end_of_life', undefined, 'FIELD_MISSING'],
    ['without an end of security support', 'end_of_security_support', undefined, 'FIELD_MISSING'],
    ['with a day that is none', 'end_of_life', 'soon', 'INSTANT_INVALID'],
    ['with another word for later', 'end_of_life', 'TBA', 'INSTANT_INVALID'],
    ['that does not say when it was written', 'last_updated', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});

describe('security insights', () => {
  const FIRST = {
    header: { 'schema-version': '1.0.0' },
    'security-contacts': [{ type: 'email', value: 'security@acme.example' }],
    'vulnerability-reporting': { 'accepts-vulnerability-reports': true, 'security-policy': 'https://acme.example/p' },
  };
  const SECOND = {
    header: { 'schema-version': '2.0.0' },
    project: {
      'vulnerability-reporting': {
        'reports-accepted': true,
        'bug-bounty-available': false,
        contact: { name: 'security team', email: 'security@acme.example', primary: true },
        policy: 'https://acme.example/p',
      },
    },
  };
  const read = (json: JsonValue) => parseSecurityInsights(fieldOf(json));
  const WHOLE = { kind: 'security-contact', acceptsReports: true, hasContact: true, hasPolicy: true };

  it.each([
    ['1.0', FIRST],
    ['2.0', SECOND],
  ])('of version %s say whether reports are accepted, by whom, and by which policy', (_, document) => {
    expect(read(document)).toEqual(WHOLE);
  });

  it('name no contact where only a person is named', () => {
    const unreachable = withChange(SECOND, 'project.vulnerability-reporting.contact.email', undefined);
    expect(read(unreachable)).toEqual({ ...WHOLE, hasContact: false });
    expect(read(withChange(FIRST, 'security-contacts', []))).toEqual({ ...WHOLE, hasContact: false });
    expect(read(withChange(SECOND, 'project.vulnerability-reporting.policy', undefined))).toMatchObject({
      hasPolicy: false,
    });
  });

  it.each<[string, JsonValue, string, JsonValue | undefined, string]>([
    ['without a version', FIRST, 'header.schema-version', undefined, 'FIELD_MISSING'],
    ['without a word on reports', FIRST, 'vulnerability-reporting', undefined, 'FIELD_MISSING'],
    ['with a text for yes', SECOND, 'project.vulnerability-reporting.reports-accepted', 'yes', 'FIELD_INVALID'],
  ])('are refused %s', (_, document, path, value, code) => {
    expect(refusalOf(() => read(withChange(document, path, value)))).toBe(code);
  });
});
