import { renderReplay, replayWith, type ReaderAnchors } from '#attestation';
import { AppError, PublicKey } from '#kernel';
import { packageFrameworks } from '#platform';

import type { Context } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { paintReplay } from '../terminal/paint.js';
import { trustRootFromFile } from '../trust/trust-root-file.js';
import { readFrameworkText } from '../workspace/load-workspace.js';
import { readBytes, readText } from '../workspace/read-files.js';
import { judgeItems } from '../workspace/judge-items.js';
import { readWholePack } from '../workspace/read-pack-files.js';
import { readRules } from '../trust/trust-options.js';

export interface ReplayOptions {
  readonly trustedRoot?: readonly string[];
  readonly signer?: string;
  readonly rules?: string;
  readonly mapping?: string;
  readonly catalog?: string;
  /** Layers that the reader adopts, too, bottom first. */
  readonly layer?: readonly string[];
  /** The reader's now. */
  readonly asOf?: string;
}

/** `aver replay PACK`: each answer apart. Exit 0 only when all are yes against the reader's own anchors. */
export async function replay(context: Context, path: string, options: ReplayOptions): Promise<ExitCode> {
  const { terminal, json } = context;
  const readers = await anchorsOf(options);
  const { files, found } = await readWholePack(path);
  const report = await replayWith(files, { readers, found, judge: judgeItems(terminal) });
  terminal.out(json ? jsonLine(report) : paintReplay(renderReplay(report), terminal));
  if (!json && report.accepted.answer === 'not-asked') terminal.note(NEXT);
  return report.exit;
}

const NEXT =
  'Next: give --signer, --trusted-root and --rules that you hold from elsewhere than the pack, to ask whether you should accept it.';

/** The reader's own installation brings catalog and mapping; key, roots and rules must be given. */
async function anchorsOf(options: ReplayOptions): Promise<ReaderAnchors> {
  const { trustedRoot, signer, rules, mapping, catalog, layer = [] } = options;
  const files = {
    ...(catalog !== undefined && { catalog: { name: catalog, bytes: await readBytes(catalog) } }),
    ...(mapping !== undefined && { mappings: [{ name: mapping, bytes: await readBytes(mapping) }] }),
    layers: await Promise.all(layer.map((file) => readFrameworkText(file))),
  };
  const installed = packageFrameworks();
  return {
    ...(trustedRoot === undefined
      ? {}
      : {
          trustRoots: await Promise.all(
            trustedRoot.map((file, index) => trustRootFromFile(`reader-${index + 1}`, file)),
          ),
        }),
    ...(signer === undefined ? {} : await signerOf(signer)),
    at: momentOf(options.asOf),
    ...(rules === undefined ? {} : { rules: await readRules(rules) }),
    framework: (id) => {
      const own = installed.judged(id) ? installed.framework(id) : undefined;
      return own && { ...own.texts, ...files };
    },
  };
}

const IDENTITY = /^issuer=(?<issuer>[^,]+),identity=(?<identity>.+)$/;

/** A key that the reader holds, or whom a certificate has to name. @throws AppError invalid SIGNER_INVALID; ParseError KEY_* */
async function signerOf(text: string): Promise<Pick<ReaderAnchors, 'signer' | 'signerKey'>> {
  const { issuer, identity } = IDENTITY.exec(text)?.groups ?? {};
  if (issuer !== undefined && identity !== undefined) return { signer: { issuer, identity } };
  if (!text.startsWith('issuer=') && !text.startsWith('identity='))
    return { signerKey: PublicKey.fromPem(await readText(text)) };
  const message = '--signer names a file with a public key, or issuer=URL,identity=NAME in this order';
  throw new AppError('invalid', 'SIGNER_INVALID', message);
}
