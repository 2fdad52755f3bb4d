import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { write } from './aver.js';

/** Puts layers into a workspace, under the names of their files; the path of the new workspace file beside the old one. */
export async function layeredWorkspace(workspace: string, layers: ReadonlyMap<string, string>): Promise<string> {
  const file = join(dirname(workspace), `layered-${layers.size}.yaml`);
  await write(dirname(workspace), layers);
  const text = await readFile(workspace, 'utf8');
  await writeFile(file, `${text.trimEnd()}\nlayers: [${[...layers.keys()].join(', ')}]\n`);
  return file;
}
