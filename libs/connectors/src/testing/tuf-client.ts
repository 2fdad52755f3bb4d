import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Instant } from '#kernel';

import { TufRepository } from '../tuf/repository.js';
import { MapFetcher, NOW, type SignedRepository } from './signed-repository.js';

/** Stores that go away with `remove`. */
export class Stores {
  readonly #made: string[] = [];

  async fresh(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'averment-tuf-'));
    this.#made.push(folder);
    return folder;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

export interface Client {
  readonly store: string;
  readonly root: Uint8Array;
}

/** One visit of a client to a mirror, as of a moment. */
export function visit(
  { store, root }: Client,
  files: SignedRepository['files'],
  now: Instant = NOW,
): Promise<TufRepository> {
  const [metadata, targets] = [new MapFetcher(files), new MapFetcher(files, 'targets/')];
  return TufRepository.open({ root, store, metadata, targets, now });
}
