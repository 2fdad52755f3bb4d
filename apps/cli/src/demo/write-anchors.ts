import { join } from 'node:path';

import type { Pack, ReaderAnchors } from '#attestation';
import { AppError, canonicalJson, fromUtf8, PublicKey, toUtf8 } from '#kernel';
import { packageFrameworks } from '#platform';
import { parseTrustRule } from '#verification';

import { writeFiles } from '../workspace/write-files.js';

/** What a buyer would hold from elsewhere; here it is written beside the pack so that the command below works as it stands. */
export async function writeAnchors(output: string, pack: Pack): Promise<ReaderAnchors> {
  const { publicKey } = pack;
  if (publicKey === undefined) throw new AppError('internal', 'OWN_PACK_UNREADABLE', 'our own pack has no key');
  const rules = (JSON.parse(fromUtf8(pack.rules)) as readonly unknown[]).map(parseTrustRule);
  await writeFiles(
    join(output, 'anchors'),
    new Map([
      ...pack.trustRoots.map(({ name, bytes }) => [`${name}.trusted_root.json`, bytes] as const),
      ['rules.json', toUtf8(canonicalJson(rules))],
      ['signer.pub', publicKey],
    ]),
  );
  return {
    signerKey: PublicKey.fromPem(fromUtf8(publicKey)),
    trustRoots: pack.trustRoots,
    rules,
    framework: packageFrameworks().current().texts,
  };
}
