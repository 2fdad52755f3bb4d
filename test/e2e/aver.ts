import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll } from '@jest/globals';
import pc from 'picocolors';

import { run, type ExitCode } from '#cli';
import { loadConfig } from '#platform';

export interface AverResult {
  readonly exit: ExitCode;
  /** Lines of stdout. */
  readonly out: readonly string[];
  readonly notes: readonly string[];
  /** Each line of stdout as JSON. */
  json(): readonly unknown[];
}

/** Runs one command line of `aver` in this process, without colour and without settings. */
export function aver(...argv: readonly string[]): Promise<AverResult> {
  return averWith({}, ...argv);
}

/** The same with settings, such as the address of a server and the token of whoever asks. */
export async function averWith(
  environment: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<AverResult> {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = {
    out: (line: string) => void out.push(line),
    note: (line: string) => void notes.push(line),
    colour: pc.createColors(false),
    progress: () => ({ advance: () => undefined, done: () => undefined }),
  };
  const { config } = loadConfig(environment);
  const exit = await run(argv, (json) => ({ terminal, config, json }));
  return { exit, out, notes, json: () => out.map((line): unknown => JSON.parse(line)) };
}

/** A folder for the length of a suite. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'averment-e2e-'));
  made.push(folder);
  return folder;
}

const made: string[] = [];
afterAll(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));
