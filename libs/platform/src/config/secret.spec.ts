import { format, inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { Secret } from './secret.js';

describe('a secret', () => {
  const secret = new Secret('swordfish');

  it('is shown by nothing but reveal', () => {
    const shown = [
      String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true }),
      format('%s %o', secret, secret),
      JSON.stringify(Object.entries(secret)),
    ];
    expect(shown.join('\n')).not.toContain('swordfish');
    expect(shown[0]).toBe('[redacted]');
  });

  it('is revealed as it was given', () => {
    expect(secret.reveal()).toBe('swordfish');
  });
});
