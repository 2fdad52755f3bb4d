/** Turns passwords into what may be kept of them. Slow on purpose: whoever steals what is kept has to guess as slowly. */
export abstract class PasswordHasher {
  /** @throws AppError too-busy PASSWORDS_BUSY */
  abstract hash(password: string): Promise<string>;
  /** Nothing kept costs the same work, and is false. @throws AppError too-busy PASSWORDS_BUSY */
  abstract verify(password: string, kept: string | undefined): Promise<boolean>;
}
