import { describe, expect, it } from '@jest/globals';

import { AppError, type ErrorKind } from '#kernel';

import { reportFailure } from './failure.js';

const exitOf = (error: unknown) => reportFailure(error, { note: () => undefined });

describe('the way out of an error', () => {
  it.each<[ErrorKind, number]>([
    ['invalid', 3],
    ['too-large', 3],
    ['not-found', 3],
    ['conflict', 3],
    ['unauthenticated', 4],
    ['forbidden', 4],
    ['too-busy', 2],
    ['unavailable', 2],
    ['internal', 70],
  ])('of kind %s is %i', (kind, exit) => {
    expect(exitOf(new AppError(kind, 'CODE', 'sentence'))).toBe(exit);
  });

  it.each([
    ['a missing file', 'ENOENT', 3],
    ['no permission', 'EACCES', 3],
    ['a full disk', 'ENOSPC', 2],
    ['too many open files', 'EMFILE', 2],
    ['something unheard of', 'EWHAT', 70],
  ])('with %s is one that fits', (_, code, exit) => {
    expect(exitOf(Object.assign(new Error(code), { code, path: '/a', syscall: 'open' }))).toBe(exit);
  });

  it.each([[undefined], [null], [0], ['a word'], [{ code: 'ENOENT' }]])('T-ERR-02 that is %j is a bug', (error) => {
    expect(exitOf(error)).toBe(70);
  });

  it.each([RangeError, SyntaxError, TypeError, EvalError, URIError, Error])(
    'T-ERR-02 of class %p is a bug',
    (Class) => {
      expect(exitOf(new Class('out of nowhere'))).toBe(70);
    },
  );
});
