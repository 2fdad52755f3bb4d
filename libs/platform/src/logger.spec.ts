import { describe, expect, it } from '@jest/globals';

import { AppError } from '#kernel';

import { Logger } from './logger.js';

function recorded(log: (logger: Logger) => void): Record<string, unknown> {
  const lines: string[] = [];
  log(
    new Logger(
      (line) => lines.push(line),
      () => 0,
    ),
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

describe('the log', () => {
  it('is one line of JSON per event', () => {
    expect(recorded((logger) => logger.with({ lane: 'verify' }).info('job.done', { attempt: 1 }))).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'job.done',
      lane: 'verify',
      attempt: 1,
    });
  });

  it('keeps what an event names on its one line, whatever it contains', () => {
    expect(recorded((logger) => logger.warn('odd', { name: 'a\n{"level":"error"}' })).name).toContain('\n');
  });

  it('gives the code and sentence of an expected error', () => {
    const error = new AppError('unavailable', 'QUEUE_UNAVAILABLE', 'no queue', { cause: new TypeError('secret') });
    expect(recorded((logger) => logger.error('relay', error))).toMatchObject({
      code: 'QUEUE_UNAVAILABLE',
      message: 'no queue',
      cause: 'TypeError',
    });
  });

  it('gives the place of an unexpected error but not its message, which may quote evidence', () => {
    const line = recorded((logger) => logger.error('job', new RangeError('value "hunter2" out of range')));
    expect(line).toMatchObject({
      code: 'INTERNAL',
      error: 'RangeError',
      stack: expect.stringContaining('logger.spec'),
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });
});
