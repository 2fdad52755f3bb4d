import { types } from 'node:util';

import { AppError } from '#kernel';
import { visibleText } from '#reporting';

import { exitCodeOf, type ExitCode } from './exit-code.js';
import type { Terminal } from './terminal/terminal.js';

/** Errors of the file system that the caller can do something about: a path, a permission, a name. */
const CALLERS: ReadonlySet<string> = new Set([
  'EACCES',
  'EEXIST',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'ENOTEMPTY',
  'EPERM',
  'EROFS',
]);
/** And those of the machine, where trying again may do. */
const MACHINES: ReadonlySet<string> = new Set(['EBUSY', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'ENOSPC']);

/** Says what went wrong in words that are safe to show, and which way out it is. Never 0. */
export function reportFailure(error: unknown, { note }: Pick<Terminal, 'note'>): ExitCode {
  const failure = asAppError(error);
  if (failure instanceof AppError && failure.kind !== 'internal') {
    note(`aver: ${visibleText(failure.message)} (${visibleText(failure.code)})`);
    return exitCodeOf(failure);
  }
  const story = types.isNativeError(failure) ? (failure.stack ?? failure.message) : String(failure);
  note('aver: a bug of ours; please report it with these lines:');
  for (const line of story.split('\n')) note(`  ${visibleText(line)}`);
  return exitCodeOf(failure);
}

function asAppError(error: unknown): unknown {
  if (!types.isNativeError(error) || error instanceof AppError) return error;
  const { code = '', path, syscall = 'use' } = error as NodeJS.ErrnoException;
  const what = path === undefined ? 'a file' : `the file ${path}`;
  if (CALLERS.has(code))
    return new AppError('invalid', 'FILE_UNUSABLE', `cannot ${syscall} ${what} (${code}): check path and permissions`);
  if (MACHINES.has(code))
    return new AppError('unavailable', 'FILE_SYSTEM', `cannot ${syscall} ${what} (${code}): make room and try again`);
  return error;
}
