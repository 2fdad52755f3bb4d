import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import pc from 'picocolors';

import { parseInstant } from '#kernel';
import { loadConfig } from '#platform';
import { createSampleWorld, writeWorkspace } from '#sample-world';

import type { Context } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import { run } from '../program.js';

export interface Said {
  readonly exit: ExitCode;
  /** What went to stdout, and to stderr. */
  readonly out: string;
  readonly notes: string;
}

export interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly colour?: boolean;
  readonly wait?: NonNullable<Context['wait']>;
  /** Instead of stdout. */
  readonly out?: (line: string) => void;
}

/** One command line in this process, with what it said. */
export async function aver(argv: readonly string[], surroundings: Surroundings = {}): Promise<Said> {
  const out: string[] = [];
  const notes: string[] = [];
  const { environment = {}, columns, colour = false, wait } = surroundings;
  const terminal = {
    out: surroundings.out ?? ((line: string) => void out.push(line)),
    note: (line: string) => void notes.push(line),
    colour: pc.createColors(colour),
    ...(columns === undefined ? {} : { columns }),
    progress: (label: string, total: number) => ({
      advance: () => undefined,
      done: () => void notes.push(`${label}: ${total}`),
    }),
  };
  const exit = await run(argv, (json) => ({
    terminal,
    json,
    ...(wait === undefined ? {} : { wait }),
    get config() {
      return loadConfig(environment).config;
    },
  }));
  return { exit, out: out.join('\n'), notes: notes.join('\n') };
}

/** Long past, so that nothing in it is of tomorrow, whenever the tests run. */
export const WORLD_NOW = parseInstant('2025-06-01T12:00:00Z');

export const SAMPLE = createSampleWorld({ seed: 'averment cli', now: WORLD_NOW });
export const FLAGSHIP = `${SAMPLE.flagship.product}@${SAMPLE.flagship.version}`;

/** Folders that go away with `remove`. */
export class Folders {
  private readonly made: string[] = [];

  async fresh(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'averment-cli-'));
    this.made.push(folder);
    return folder;
  }

  /** The sample organization as files; the path of its workspace file. */
  async sampleWorkspace(): Promise<string> {
    const folder = await this.fresh();
    await write(folder, writeWorkspace(SAMPLE));
    return join(folder, 'workspace.yaml');
  }

  async remove(): Promise<void> {
    await Promise.all(this.made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

export async function write(folder: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** The one piece of the sample's evidence that ends in this, relative to its workspace. */
export function evidencePath(release: string, name: string): string {
  return `evidence/${release.replace('@', '/')}/${name}`;
}
