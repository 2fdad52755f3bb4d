import { renderReplay, replay as replayPack, type ReaderAnchors } from '#attestation';
import { canonicalJson, fromUtf8, PublicKey } from '#kernel';
import { packageFrameworks } from '#platform';

import type { Context } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import { readBytes, trustRootFromFile } from '../workspace/load-workspace.js';
import { readPackFiles } from '../workspace/read-pack-files.js';
import { readRules } from './verify.js';

export interface ReplayOptions {
  readonly trustedRoot?: readonly string[];
  readonly signer?: string;
  readonly rules?: string;
  readonly mapping?: string;
  readonly catalog?: string;
}

/** `aver replay PACK`: three answers, apart. Exit 0 only when all three are yes against the reader's own anchors. */
export async function replay(context: Context, path: string, options: ReplayOptions): Promise<ExitCode> {
  const report = replayPack(await readPackFiles(path), await anchorsOf(options));
  context.terminal.out(context.json ? canonicalJson(report) : renderReplay(report));
  return report.exit;
}

/** The reader's own installation brings catalog and mapping; key, roots and rules must be given. */
async function anchorsOf(options: ReplayOptions): Promise<ReaderAnchors> {
  const { trustedRoot, signer, rules, mapping, catalog } = options;
  const installed = packageFrameworks().current();
  return {
    ...(trustedRoot === undefined
      ? {}
      : {
          trustRoots: await Promise.all(
            trustedRoot.map((file, index) => trustRootFromFile(`reader-${index + 1}`, file)),
          ),
        }),
    ...(signer === undefined ? {} : { signerKey: PublicKey.fromPem(fromUtf8(await readBytes(signer))) }),
    ...(rules === undefined ? {} : { rules: await readRules(rules) }),
    mapping: mapping === undefined ? installed.mappingBytes : await readBytes(mapping),
    catalog: catalog === undefined ? installed.catalogBytes : await readBytes(catalog),
  };
}
