import { describe, expect, it } from '@jest/globals';

import { houseOf, readHouse } from './house.js';
import { kebabCase, leftovers, namedCases, staleTerms, tellingNames } from './names.js';
import { readVectorIds } from './vector-ids.js';

const house = readHouse();

const made = (path: string, text = '') => houseOf({ [path]: text });

describe('a file', () => {
  it('is named in kebab-case', () => {
    expect(kebabCase(house)).toEqual([]);
  });

  it.each(['libs/kernel/src/signedNote.ts', 'libs/kernel/src/Signed/note.ts', 'libs/kernel/src/signed_note.ts'])(
    'is caught when it is not: %s',
    (path) => {
      expect(kebabCase(made(path))).toEqual([`${path} is not kebab-case`]);
    },
  );

  it('is named by the thing, as classes are', () => {
    expect(tellingNames(house)).toEqual([]);
  });

  it.each(['utils.ts', 'date-helpers.ts', 'common/a.ts', 'queue.manager.ts', 'base.ts', 'user-data.ts', 'handle.ts'])(
    'is caught with an empty name: %s',
    (name) => {
      expect(tellingNames(made(`libs/kernel/src/${name}`))).toHaveLength(1);
    },
  );

  it.each(['QueueManager', 'BaseStore', 'UserInfo', 'Handle'])('is caught with an empty class name: %s', (name) => {
    expect(tellingNames(made('libs/kernel/src/a.ts', `\nexport class ${name} {}`))).toEqual([
      `libs/kernel/src/a.ts:2 ${name} is an empty name`,
    ]);
  });

  it('may have a word within a word', () => {
    const text = 'export class Database {}\nexport class JobProcessor {}';
    expect(tellingNames(made('libs/kernel/src/database.ts', text))).toEqual([]);
  });

  it('is excused only while it is there', () => {
    expect(staleTerms(house)).toEqual([]);
    expect(staleTerms(made('libs/kernel/src/a.ts'))).not.toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(leftovers(house)).toEqual([]);
  });

  it.each(
    [
      ['// TO', 'DO: later'],
      [`throw new Error('not `, `implemented');`],
      ['// @ts-', 'ignore'],
      ['it.', `only('x', () => {});`],
    ].map((parts) => parts.join('')),
  )('is caught when it does: %s', (line) => {
    expect(leftovers(made('libs/kernel/src/a.ts', `\n${line}`))).toEqual(['libs/kernel/src/a.ts:2 was left for later']);
  });
});

describe('product code', () => {
  const vectors = readVectorIds();

  if ('ids' in vectors) {
    it('names no case of the third-party vectors', () => {
      expect(vectors.ids.length).toBeGreaterThan(1_000);
      expect(namedCases(house, vectors.ids)).toEqual([]);
    });
  } else {
    console.warn(`SKIPPED: whether product code names a third-party case (${vectors.missing})`);
    it.skip(`names no case of the third-party vectors (skipped: ${vectors.missing})`, () => undefined);
  }

  it('is caught when it names one', () => {
    const text = `if (id === 'upstream.case-1') accept();`;
    expect(namedCases(made('libs/verification/src/a.ts', text), ['upstream.case-1'])).toHaveLength(1);
    expect(namedCases(made('libs/verification/src/a.spec.ts', text), ['upstream.case-1'])).toEqual([]);
  });
});
