import { describe, expect, it } from '@jest/globals';

import { refusalOf } from '../../../application/src/testing/refused.js';
import { ScryptPasswordHasher } from './scrypt-password-hasher.js';

const cheap = () => new ScryptPasswordHasher({ logN: 4, r: 8, p: 1 });

describe('a password that is kept', () => {
  it('opens for itself and for nothing else', async () => {
    const hasher = cheap();
    const kept = await hasher.hash('correct horse battery');
    expect(await hasher.verify('correct horse battery', kept)).toBe(true);
    expect(await hasher.verify('correct horse batterY', kept)).toBe(false);
    expect(await hasher.verify('correct horse battery', undefined)).toBe(false);
  });

  it('is salted: the same one is kept in another form each time', async () => {
    const hasher = cheap();
    expect(await hasher.hash('correct horse battery')).not.toBe(await hasher.hash('correct horse battery'));
  });

  it('costs 128 MiB a guess by default, and says so where it is kept', async () => {
    const hasher = new ScryptPasswordHasher();
    const kept = await hasher.hash('correct horse battery');
    expect(kept).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/);
    expect(await hasher.verify('correct horse battery', kept)).toBe(true);
  });

  it('opens still when the cost has risen since', async () => {
    const kept = await cheap().hash('correct horse battery');
    const dearer = new ScryptPasswordHasher({ logN: 5, r: 8, p: 1 });
    expect(await dearer.verify('correct horse battery', kept)).toBe(true);
  });

  it('is one password however a keyboard composes its characters', async () => {
    const hasher = cheap();
    expect(await hasher.verify('cafe\u0301 au lait, s.v.p.', await hasher.hash('caf\u00e9 au lait, s.v.p.'))).toBe(
      true,
    );
  });

  it('is nothing that can be guessed at where it is not in that form', async () => {
    await expect(cheap().verify('correct horse battery', 'correct horse battery')).rejects.toThrow('not in the form');
  });

  it('makes a crowd wait, and sends away what comes on top', async () => {
    const hasher = cheap();
    const refusals = await Promise.all(
      Array.from({ length: 40 }, () => refusalOf(() => hasher.verify('correct horse battery', undefined))),
    );
    expect(refusals.filter((code) => code === 'PASSWORDS_BUSY')).toHaveLength(40 - 2 - 32);
    expect(await refusalOf(() => hasher.verify('correct horse battery', undefined))).toBe('none');
  });
});
