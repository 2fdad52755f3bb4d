import { AppError } from '#kernel';

const EMAIL = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,187}[\p{L}\p{N}])?$/u;

/** Lower-case, as it is kept and looked for: one address is one person. Nothing is ever sent to it. */
export function normalizeEmail(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Could somebody have this address? Text of strangers is asked this before it reaches a store. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

/** @throws AppError invalid EMAIL_INVALID */
export function requireEmail(text: string): string {
  const email = normalizeEmail(text);
  if (isEmail(email)) return email;
  throw new AppError('invalid', 'EMAIL_INVALID', 'an e-mail address looks like name@example.org, without spaces');
}
