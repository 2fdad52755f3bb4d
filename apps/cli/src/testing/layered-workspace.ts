import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { write } from './aver.js';

/** Loosens PS.2.1 and tightens PS.3.2 of the shipped mapping. */
export const LAYER = `id: harbour-pace
version: '1.0.0'
mapping: ssdf-1.1-evidence
semantics: eval/1
conditions: cel/@marcbachmann/cel-js@8.0.0
reason: Releases go out by the month.
owner: Kim Doe
approver: Robin Roe
adoptedOn: '2026-10-01'
controls:
  PS.2.1:
    reason: Customers check signatures by key.
    requires: { claim: signature, need: every artifact carries a verified signature }
  PS.3.2:
    reason: An SBOM alone is not the whole of provenance.
    cap: partial
`;

/** Puts layers into a workspace, under the names of their files; the path of the new workspace file beside the old one. */
export async function layeredWorkspace(workspace: string, layers: ReadonlyMap<string, string>): Promise<string> {
  const file = join(dirname(workspace), `layered-${layers.size}.yaml`);
  await write(dirname(workspace), layers);
  const text = await readFile(workspace, 'utf8');
  await writeFile(file, `${text.trimEnd()}\nlayers: [${[...layers.keys()].join(', ')}]\n`);
  return file;
}
