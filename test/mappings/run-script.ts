import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What cosign was asked to sign, and which file was submitted in the end. */
export interface Ran {
  readonly signed?: Signed;
  /** Bytes of what was submitted where nothing was signed. */
  readonly submitted: Uint8Array;
}

export type Signed =
  | { readonly kind: 'blob'; readonly artifact: Uint8Array }
  | { readonly kind: 'statement'; readonly statement: Record<string, unknown> };

/** Predicate types that cosign knows by a name. */
const TYPES: Readonly<Record<string, string>> = {
  cyclonedx: 'https://cyclonedx.org/bom',
  openvex: 'https://openvex.dev/ns',
};

export function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

/** Is it a script that a shell could read? */
export function refusalBySh(script: string): string {
  return spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr;
}

/**
 * Runs a script in an empty folder where these files lie. Of the commands it calls, `tools` are stand-ins; cosign and
 * aver write down what they were given.
 */
export function runScript(
  script: string,
  { files, tools }: { readonly files: Files; readonly tools: Readonly<Record<string, string>> },
): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'averment-recipe-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    mkdirSync(join(folder, '.bin'));
    const recorder = (name: string) => `printf '%s\\n' "$@" > ${name}.args`;
    const standIns = { ...tools, cosign: `${recorder('cosign')}; ${BUNDLE}`, aver: recorder('aver') };
    for (const [name, body] of Object.entries(standIns)) {
      writeFileSync(join(folder, '.bin', name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    }
    const env = { PATH: `${join(folder, '.bin')}:${process.env['PATH'] ?? ''}`, HOME: folder };
    execFileSync('bash', ['-c', script], { cwd: folder, env, stdio: 'pipe' });
    return whatRan(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Makes the file that comes after --bundle. */
const BUNDLE = `while [ $# -gt 0 ]; do if [ "$1" = --bundle ]; then touch "$2"; fi; shift; done`;

function whatRan(folder: string): Ran {
  const argsOf = (name: string) =>
    readFileSync(join(folder, `${name}.args`), 'utf8')
      .trim()
      .split('\n');
  const read = (name: string) => readFileSync(join(folder, name));
  const [verb, file = ''] = argsOf('aver');
  if (verb !== 'submit') throw new Error(`aver ${verb ?? ''} was run last`);
  const submitted = new Uint8Array(read(file));
  return existsSync(join(folder, 'cosign.args'))
    ? { signed: signedBy(argsOf('cosign'), read), submitted }
    : { submitted };
}

function signedBy(args: readonly string[], read: (name: string) => Buffer): Signed {
  const after = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const artifact = args.at(-1) ?? '';
  const bundle = after('--bundle');
  if (!args.includes('--yes') || bundle === undefined) throw new Error(`cosign waits for a person: ${args.join(' ')}`);
  if (args[0] === 'sign-blob') return { kind: 'blob', artifact: new Uint8Array(read(artifact)) };
  const statement = after('--statement');
  if (statement !== undefined) return { kind: 'statement', statement: json(read(statement)) };
  const [type = '', predicate = ''] = [after('--type'), after('--predicate')];
  const digest = spawnSync('sha256sum', { input: read(artifact), encoding: 'utf8' }).stdout.slice(0, 64);
  return {
    kind: 'statement',
    statement: {
      _type: 'https://in-toto.io/Statement/v0.1',
      subject: [{ name: artifact, digest: { sha256: digest } }],
      predicateType: TYPES[type] ?? type,
      predicate: json(read(predicate)),
    },
  };
}

function json(bytes: Buffer): Record<string, unknown> {
  return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
}
