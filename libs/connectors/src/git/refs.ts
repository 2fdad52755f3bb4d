import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ID = /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/;
const PACKED = /^([0-9a-f]{40}|[0-9a-f]{64}) refs\/\S+$/;
const MAX_REFS = 10_000;

/** Object ids that refs name, HEAD's own first, each once. */
export async function readRefs(store: string): Promise<readonly string[]> {
  const loose = await idsBelow(join(store, 'refs'));
  const packed = (await text(join(store, 'packed-refs'))).split('\n').flatMap((line) => PACKED.exec(line)?.[1] ?? []);
  return [...new Set([...(await headOf(store)), ...loose, ...packed])].slice(0, MAX_REFS);
}

/** HEAD names an id, or a ref that is read with the others; which stands first only decides the order. */
async function headOf(store: string): Promise<readonly string[]> {
  const head = await text(join(store, 'HEAD'));
  const ref = /^ref: (refs\/heads\/[A-Za-z0-9][A-Za-z0-9._/-]*)\s*$/.exec(head)?.[1];
  if (ref === undefined || ref.includes('..')) return idOf(head);
  return idOf(await text(join(store, ref)));
}

async function idsBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const ids = await Promise.all(
    files
      .sort()
      .slice(0, MAX_REFS)
      .map(async (file) => idOf(await text(file))),
  );
  return ids.flat();
}

function idOf(content: string): readonly string[] {
  const id = ID.exec(content)?.[1];
  return id === undefined ? [] : [id];
}

async function text(file: string): Promise<string> {
  return readFile(file, 'latin1').catch(() => '');
}
