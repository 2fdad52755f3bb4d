import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../testing/json.js';
import { fieldOf, refusalOf } from '../testing/refusal.js';
import { parseOpenVex } from './openvex.js';

const VALID = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  timestamp: '2026-01-01T00:00:00Z',
  statements: [
    { vulnerability: { name: 'CVE-1' }, status: 'not_affected', timestamp: '2026-02-01T00:00:00Z' },
    { vulnerability: 'CVE-2', status: 'affected' },
  ],
};
const read = (json: JsonValue) => parseOpenVex(fieldOf(json));

describe('an OpenVEX document', () => {
  it('gives each statement its own time, else that of the document', () => {
    expect(read(VALID).statements).toEqual([
      { vulnerability: 'CVE-1', status: 'not_affected', at: '2026-02-01T00:00:00.000Z' },
      { vulnerability: 'CVE-2', status: 'affected', at: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['without statements', 'statements', undefined, 'FIELD_MISSING'],
    ['with a status that nobody defined', 'statements.0.status', 'harmless', 'FIELD_INVALID'],
    ['with a statement about no vulnerability', 'statements.1.vulnerability', undefined, 'FIELD_MISSING'],
    ['with a time that is none', 'statements.0.timestamp', 'yesterday', 'INSTANT_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });
});
