import { AppError } from '#kernel';

import type { Frameworks } from '../ports/index.js';

/** The framework that is asked about, by default the main one. @throws AppError not-found FRAMEWORK_NOT_STANDING */
export function standingFramework(frameworks: Pick<Frameworks, 'standing'>, asked?: string): string {
  const standing = frameworks.standing();
  if (asked === undefined) return standing[0];
  if (standing.includes(asked)) return asked;
  throw new AppError(
    'not-found',
    'FRAMEWORK_NOT_STANDING',
    `releases are judged by ${standing.join(', ')}: ask for one of these`,
  );
}
