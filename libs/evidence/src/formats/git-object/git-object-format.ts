import type { BytesFormat } from '../format.js';
import { startsGitObject } from './git-object.js';
import { gitShape } from './git-shape.js';

/** Commit and tag objects of git, signed with gitsign or not. */
export const GIT_OBJECT: BytesFormat = {
  name: 'git-object',
  recognises: startsGitObject,
  read: (bytes) => gitShape(bytes),
};
