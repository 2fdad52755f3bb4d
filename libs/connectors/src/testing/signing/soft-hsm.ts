import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Pkcs11Token } from '../../signing/pkcs11/pkcs11-key.js';

const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
];
export const SOFTHSM_MODULE = MODULES.find((path) => existsSync(path));
export const PIN = '123456';

/** Are SoftHSM2 and OpenSC here? Debian: apt-get install softhsm2 opensc. */
export function hasSoftHsm(): boolean {
  return SOFTHSM_MODULE !== undefined && ['softhsm2-util', 'pkcs11-tool'].every(isInstalled);
}

function isInstalled(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** A software token in a folder of its own, removed after. */
export class SoftHsm {
  readonly #folder = mkdtempSync(join(tmpdir(), 'averment-hsm-'));

  constructor() {
    const tokens = join(this.#folder, 'tokens');
    mkdirSync(tokens);
    writeFileSync(join(this.#folder, 'softhsm2.conf'), `directories.tokendir = ${tokens}\nlog.level = ERROR\n`);
    const pins = ['--pin', PIN, '--so-pin', '12345678'];
    this.#run('softhsm2-util', ['--init-token', '--free', '--label', 'acme', ...pins]);
  }

  token(changes: Partial<Pkcs11Token> = {}): Pkcs11Token {
    return {
      module: SOFTHSM_MODULE ?? '',
      token: 'acme',
      pin: { reveal: () => PIN },
      environment: this.#environment,
      ...changes,
    };
  }

  /** @param type as pkcs11-tool names it, such as `EC:prime256v1` @param id hex */
  make(label: string, id: string, type = 'EC:prime256v1'): void {
    this.#tool('--keypairgen', '--key-type', type, '--label', label, '--id', id);
  }

  /** Takes both halves of a pair away. */
  drop(id: string): void {
    for (const type of ['privkey', 'pubkey']) this.#tool('--delete-object', '--type', type, '--id', id);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  get #environment(): Readonly<Record<string, string>> {
    return { PATH: process.env['PATH'] ?? '', SOFTHSM2_CONF: join(this.#folder, 'softhsm2.conf') };
  }

  #tool(...args: readonly string[]): void {
    const login = ['--token-label', 'acme', '--login', '--pin', PIN];
    this.#run('pkcs11-tool', ['--module', SOFTHSM_MODULE ?? '', ...login, ...args]);
  }

  #run(program: string, args: readonly string[]): void {
    execFileSync(program, args, { env: this.#environment, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
