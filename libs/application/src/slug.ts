import { AppError } from '#kernel';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+_-]{0,127}$/;
const NAME = /^(?=.*\S)[^\p{C}]{1,200}$/u;

/** Could a product have this name? Text of strangers is asked this before it reaches a store. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** Could a release have this name? */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** @throws AppError invalid SLUG_INVALID */
export function requireSlug(text: string, what: string): string {
  if (isSlug(text)) return text;
  throw new AppError('invalid', 'SLUG_INVALID', `${what} must be 1 to 63 lower-case letters, digits and inner hyphens`);
}

/** @throws AppError invalid VERSION_INVALID */
export function requireVersion(text: string): string {
  if (isVersion(text)) return text;
  throw new AppError(
    'invalid',
    'VERSION_INVALID',
    'a release version is 1 to 128 letters, digits or . + _ -, starting with a letter or digit',
  );
}

/** @throws AppError invalid NAME_INVALID */
export function requireName(text: string): string {
  if (NAME.test(text)) return text;
  throw new AppError('invalid', 'NAME_INVALID', 'a name is 1 to 200 printable characters, not only spaces');
}
