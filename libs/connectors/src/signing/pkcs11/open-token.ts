import { access } from 'node:fs/promises';
import { isAbsolute } from 'node:path';

import { AppError } from '#kernel';

import type { Pkcs11Token } from './pkcs11-key.js';
import { runTool } from './run-tool.js';

/**
 * A token that is asked for one thing after the other. A PIN that it refuses is never sent again by this process: after
 * three tries most tokens lock for good.
 */
export class OpenToken {
  #last: Promise<unknown> = Promise.resolve();
  #pinRefused: AppError | undefined;

  private constructor(private readonly token: Pkcs11Token) {}

  /** @throws AppError unavailable PKCS11_MODULE_MISSING */
  static async open(token: Pkcs11Token): Promise<OpenToken> {
    const there = isAbsolute(token.module) && (await access(token.module).then(yes, no));
    if (there) return new OpenToken(token);
    throw new AppError(
      'unavailable',
      'PKCS11_MODULE_MISSING',
      `there is no PKCS#11 module at ${token.module}: install the vendor's (Debian, for tests: apt-get install softhsm2) and give its absolute path`,
    );
  }

  /** Standard output of the tool. @throws AppError unavailable PKCS11_* */
  ask(args: readonly string[], input?: Uint8Array): Promise<Buffer> {
    const answer = this.#last.then(() => this.#askNow(args, input));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #askNow(args: readonly string[], input?: Uint8Array): Promise<Buffer> {
    if (this.#pinRefused !== undefined) throw this.#pinRefused;
    const { exit, output, complaint } = await runTool(this.token, args, input);
    if (exit === 0) return output;
    const error = refusal(this.token, complaint);
    if (error.code === 'PKCS11_PIN_REFUSED') this.#pinRefused = error;
    throw error;
  }
}

const yes = () => true;
const no = () => false;

/** By the names of return values that PKCS#11 fixes and the tool prints. */
function refusal({ module, token }: Pkcs11Token, complaint: string): AppError {
  if (/CKR_PIN_|CKR_USER_PIN/.test(complaint)) {
    return new AppError(
      'unavailable',
      'PKCS11_PIN_REFUSED',
      `the token "${token}" refuses the PIN: it is not tried again before a restart, because tokens lock; correct it first`,
    );
  }
  if (/Failed to load pkcs11 module/.test(complaint)) {
    return new AppError(
      'unavailable',
      'PKCS11_MODULE_UNUSABLE',
      `${module} cannot be loaded as a PKCS#11 module: check that it is one, and for this machine`,
    );
  }
  if (/No slot with token named|CKR_TOKEN_NOT_PRESENT|No slots/.test(complaint)) {
    return new AppError(
      'unavailable',
      'PKCS11_TOKEN_MISSING',
      `the module knows no token "${token}": connect it, or correct its label`,
    );
  }
  return new AppError(
    'unavailable',
    'PKCS11_REFUSED',
    `the token "${token}" did not do what it was asked: try pkcs11-tool --module … --list-objects by hand`,
  );
}
