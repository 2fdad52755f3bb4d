import { AppError } from '#kernel';

const LEAST = 12;
const MOST = 256;

/** Length is what counts: no rule asks for a digit or a sign. @throws AppError invalid PASSWORD_REFUSED */
export function requirePassword(password: string, known: readonly string[]): string {
  const { length } = Array.from(password); // code points
  if (length < LEAST || length > MOST) {
    throw new AppError(
      'invalid',
      'PASSWORD_REFUSED',
      `a password has ${LEAST} to ${MOST} characters: take a few words`,
    );
  }
  const plain = password.toLowerCase();
  if (known.some((word) => word.toLowerCase() === plain)) {
    throw new AppError(
      'invalid',
      'PASSWORD_REFUSED',
      'a password is neither your e-mail address nor a name of you or your organization: take a few other words',
    );
  }
  return password;
}

/** Text that cannot be anybody's password is not worth the work of a guess. */
export function couldBePassword(password: string): boolean {
  return password.length <= 2 * MOST;
}
