import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { organizationKeyRule, type ReplayReport } from '#attestation';
import { canonicalJson } from '#kernel';
import { publicGoodTrustRoot } from '#platform';
import type { TrustRule } from '#verification';

import type { ApiClient } from '#cli';
import { aver } from './aver.js';
import { organizationKey } from './issued.js';

/** Somebody else replays a pack, with what they hold from elsewhere. */
export async function replayed(pack: string, ...anchors: readonly string[]) {
  const { exit, json } = await aver('--json', 'replay', pack, ...anchors);
  const [report] = json() as readonly ReplayReport[];
  if (report === undefined) throw new Error('aver replay printed nothing');
  return { exit, report };
}

export function answers({ intact, consistent, accepted }: ReplayReport) {
  return { intact: intact.answer, consistent: consistent.answer, accepted: accepted.answer };
}

/** What a reader holds from elsewhere, as options of `aver replay`; nothing of it comes out of the pack. */
export async function writeAnchors(
  folder: string,
  { client, rules }: { readonly client: ApiClient; readonly rules: readonly TrustRule[] },
): Promise<readonly string[]> {
  const key = await organizationKey(client);
  const files = { root: 'trusted_root.json', key: 'signer.pub', rules: 'rules.json' };
  await writeFile(join(folder, files.root), publicGoodTrustRoot().bytes);
  await writeFile(join(folder, files.key), key.toPem());
  await writeFile(join(folder, files.rules), canonicalJson([...rules, organizationKeyRule(key)]));
  const at = (file: string) => join(folder, file);
  return ['--trusted-root', at(files.root), '--signer', at(files.key), '--rules', at(files.rules)];
}
