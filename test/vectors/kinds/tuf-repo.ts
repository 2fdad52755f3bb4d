import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FolderFetcher, TufRepository, type TufSource } from '#connectors';
import { AppError, parseInstant } from '#kernel';

import {
  startRefresh,
  updateRoot,
  updateSnapshot,
  updateTimestamp,
  type Refresh,
} from '../../../libs/connectors/src/testing/refresh-steps.js';
import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { PASS, type Judge, type Outcome } from '../outcome.js';

/** What a case does, from the first step of the client workflow to the one it names. */
const STEPS: ReadonlyMap<string, readonly ((refresh: Refresh) => Promise<void>)[]> = new Map([
  ['updateRoot', [updateRoot]],
  ['updateTimestamp', [updateRoot, updateTimestamp]],
  ['updateSnapshot', [updateRoot, updateTimestamp, updateSnapshot]],
]);

export const judgeTufRepository: Judge = async (vector, corpus) => {
  const store = mkdtempSync(join(tmpdir(), 'averment-tuf-'));
  try {
    return await judged(vector, sourceOf(vector, corpus, store));
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('TUF_')) return { got: 'fail', code: error.code };
    throw error;
  } finally {
    rmSync(store, { recursive: true });
  }
};

async function judged({ policy }: VectorCase, source: TufSource): Promise<Outcome> {
  const operation = String(policy?.['operation']);
  const steps = STEPS.get(operation);
  if (steps !== undefined) {
    const refresh = startRefresh(source);
    for (const step of steps) await step(refresh);
    return PASS;
  }
  if (!/^(refresh|updateTargets)(\+download(-all)?)?$/.test(operation))
    return { got: 'error', code: `operation ${operation}` };
  const repository = await TufRepository.open(source);
  const asked = (policy?.['targets'] ?? []) as readonly string[];
  for (const path of operation.endsWith('-all') ? [...(await everyTarget(repository)), ...asked] : asked)
    await repository.target(path);
  return PASS;
}

async function everyTarget(repository: TufRepository): Promise<readonly string[]> {
  const { roles, refused } = await repository.everyRole();
  for (const { reason } of refused) throw reason;
  return [...roles.values()].flatMap(({ targets }) => Object.keys(targets));
}

/** A store that was there before starts at its own root, as upstream's does. */
function sourceOf(vector: VectorCase, corpus: Corpus, store: string): TufSource {
  const at = (path: string) => join(corpus.folder, path);
  const [repo = '', local] = ['repo_dir', 'local_dir'].map((role) => fileOf(vector, role));
  if (local !== undefined) cpSync(at(local), store, { recursive: true });
  const metadata = vector.note?.includes('metadata below repo/metadata/') === true ? join(repo, 'metadata') : repo;
  const kept = local === undefined ? undefined : join(local, 'root.json');
  const root = kept !== undefined && existsSync(at(kept)) ? kept : (fileOf(vector, 'trusted_root_json') ?? '');
  return {
    root: corpus.read(root),
    store,
    metadata: new FolderFetcher(at(metadata)),
    targets: new FolderFetcher(at(join(repo, 'targets'))),
    now: parseInstant(String(vector.policy?.['now']).replace(' ', 'T')),
  };
}
