import { spawn } from 'node:child_process';

import { AppError } from '#kernel';

import type { Pkcs11Token } from './pkcs11-key.js';

const TOOL = 'pkcs11-tool';
const TIMEOUT_SECONDS = 20;
const MAX_OUTPUT_BYTES = 1024 * 1024;
/** Name of the variable that hands the PIN to the child; arguments can be read by everybody on the machine. */
const PIN_VARIABLE = 'AVERMENT_CHILD_PIN';

export interface ToolRun {
  readonly exit: number | null;
  readonly output: Buffer;
  /** What it complained of; shown to nobody, matched only. */
  readonly complaint: string;
}

/**
 * One run of OpenSC's tool: the module is loaded by a child, so that neither its crash nor its threads are ours.
 * @throws AppError unavailable PKCS11_TOOL_MISSING, PKCS11_SLOW, PKCS11_FAILED
 */
export function runTool(token: Pkcs11Token, args: readonly string[], input?: Uint8Array): Promise<ToolRun> {
  const { tool = TOOL, timeoutSeconds = TIMEOUT_SECONDS, pin } = token;
  const login = pin === undefined ? [] : ['--login', '--pin', `env:${PIN_VARIABLE}`];
  const child = spawn(tool, ['--module', token.module, '--token-label', token.token, ...login, ...args], {
    env: childEnvironment(token),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1000);
  const output: Buffer[] = [];
  const complaint: Buffer[] = [];
  let size = 0;
  const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
    else chunks.push(chunk);
  };
  child.stdout.on('data', keep(output));
  child.stderr.on('data', keep(complaint));
  child.stdin.on('error', () => undefined); // A child that ends early says why on its own.
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(notStarted(tool, cause));
    });
    child.on('close', (exit, signal) => {
      clearTimeout(timer);
      if (signal !== null) reject(stopped(signal));
      else resolve({ exit, output: Buffer.concat(output), complaint: Buffer.concat(complaint).toString('latin1') });
    });
  });
}

/** Nothing of ours, the vendor's settings, and the PIN; messages in the language that is matched. */
function childEnvironment({ environment, pin }: Pkcs11Token): Record<string, string | undefined> {
  const theirs = Object.entries(environment).filter(([name]) => !name.startsWith('AVERMENT_'));
  return {
    ...Object.fromEntries(theirs),
    LC_ALL: 'C',
    ...(pin === undefined ? {} : { [PIN_VARIABLE]: pin.reveal() }),
  };
}

function notStarted(tool: string, cause: Error): AppError {
  return new AppError(
    'unavailable',
    'PKCS11_TOOL_MISSING',
    `${tool} cannot be started: install OpenSC (Debian: apt-get install opensc) or name the tool`,
    { cause },
  );
}

function stopped(signal: NodeJS.Signals): AppError {
  return signal === 'SIGKILL'
    ? new AppError('unavailable', 'PKCS11_SLOW', 'the PKCS#11 token did not answer in time: check that it is connected')
    : new AppError(
        'unavailable',
        'PKCS11_FAILED',
        `the PKCS#11 module ended its process (${signal}): check the module`,
      );
}
