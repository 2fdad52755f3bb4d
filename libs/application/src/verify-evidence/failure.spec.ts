import { describe, expect, it } from '@jest/globals';

import { AppError } from '#kernel';

import { failureOf, toRetry } from './failure.js';

describe('what is kept of an error', () => {
  it('is the code and the sentence of an error of ours', () => {
    expect(failureOf(new AppError('internal', 'BLOB_CORRUPT', 'rotten'))).toEqual({
      code: 'BLOB_CORRUPT',
      message: 'rotten',
    });
  });

  it('is nothing of the text of any other error', () => {
    expect(failureOf(new TypeError('secret'))).toMatchObject({ code: 'INTERNAL' });
    expect(JSON.stringify(failureOf(new TypeError('secret')))).not.toContain('secret');
    expect(failureOf('thrown text')).toMatchObject({ code: 'INTERNAL' });
  });

  it('asks the queue to try again, whatever kind of error it was', () => {
    const cause = new AppError('not-found', 'BLOB_MISSING', 'gone');
    expect(toRetry(cause)).toMatchObject({ kind: 'unavailable', code: 'BLOB_MISSING', cause });
  });
});
