import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { ROOT } from './house.js';

const MANIFEST_BYTES = 64 * 1024 * 1024;

/** The ids of the third-party cases, or the reason why they cannot be had here. */
export type VectorIds = { readonly ids: readonly string[] } | { readonly missing: string };

export function readVectorIds(): VectorIds {
  const archive = `${process.env['AVERMENT_SHARED'] ?? `${ROOT}../shared`}/vectors.tar.xz`;
  if (!existsSync(archive)) return { missing: `${archive} is not there; set AVERMENT_SHARED` };
  const tar = spawnSync('tar', ['-xJOf', archive, './manifest.json'], { encoding: 'utf8', maxBuffer: MANIFEST_BYTES });
  if (tar.status !== 0) return { missing: `tar cannot read ${archive}: ${tar.error?.message ?? tar.stderr}` };
  return { ids: (JSON.parse(tar.stdout) as { readonly id: string }[]).map(({ id }) => id) };
}
