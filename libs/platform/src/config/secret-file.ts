import { readFileSync } from 'node:fs';

import { AppError } from '#kernel';

/** A secret in a file that somebody else renews: read each time it is asked for, held by nobody. */
export class SecretFile {
  constructor(readonly path: string) {}

  /** Without white space around it. @throws AppError unavailable SECRET_UNREADABLE */
  reveal(): string {
    try {
      return readFileSync(this.path, 'utf8').trim();
    } catch (cause) {
      const message = `${this.path} cannot be read: check the path, and who may read it`;
      throw new AppError('unavailable', 'SECRET_UNREADABLE', message, { cause });
    }
  }
}
