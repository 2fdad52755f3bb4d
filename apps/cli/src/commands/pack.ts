import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import {
  buildPack,
  checkIntact,
  completePack,
  packTar,
  packTarSize,
  parseSelector,
  parseWithheld,
  readmeOf,
  readPack,
  signStanding,
  withhold,
  type Pack,
  type Selector,
  type WithheldItem,
} from '#attestation';
import { AppError, isDigest, parseDigest, type Digest } from '#kernel';
import { SystemClock } from '#platform';
import { visibleText } from '#reporting';

import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { openNamedSigner, type SignerOptions } from '../signing/named-signer.js';
import { jsonLine } from '../terminal/json-line.js';
import { judgeItems } from '../workspace/judge-items.js';
import { readPackFiles, untar } from '../workspace/read-pack-files.js';
import { writeWholeFile } from '../workspace/write-whole-file.js';

/** Who is named as signer signs a fresh status; what is withheld needs one. */
export interface PackOptions extends SignerOptions {
  readonly output: string;
  /** `kind=…`, `digest=…`, `subject=…`; several. */
  readonly withhold?: readonly string[];
}

/** `aver pack FOLDER|DIGEST`: one tar to hand over, from what `aver attest` wrote or from a server. */
export async function pack(context: Context, what: string, options: PackOptions): Promise<ExitCode> {
  const selectors = (options.withhold ?? []).map(parseSelector);
  const files = isDigest(what)
    ? await downloaded(context, what, selectors, options)
    : await packed(context, what, selectors, options);
  const withheld = withheldIn(requireIntact(files));
  await writeWholeFile(options.output, packTar(files));
  const written = { pack: options.output, digest: tarDigest(files), bytes: sizeOf(files), withheld };
  const { terminal, json } = context;
  terminal.out(json ? jsonLine({ schema: 'averment.pack/1', ...written }) : spoken(written));
  return EXIT.met;
}

type Files = ReadonlyMap<string, Uint8Array>;

/** The server withholds, and signs the status, with its own key. */
async function downloaded(
  context: Context,
  digest: Digest,
  selectors: readonly Selector[],
  { withhold: texts = [], key, signer }: PackOptions,
): Promise<Files> {
  if (key !== undefined || signer !== undefined)
    throw new AppError(
      'invalid',
      'PACK_KEY_UNUSED',
      'the server signs the status of what it holds: leave --key and --signer out',
    );
  const query =
    selectors.length === 0 ? '' : `?${texts.map((text) => `withhold=${encodeURIComponent(text)}`).join('&')}`;
  return untar(await signedIn(context).download(`/v1/attestations/${digest}/pack${query}`));
}

async function packed(
  { terminal, config }: Context,
  folder: string,
  selectors: readonly Selector[],
  options: PackOptions,
): Promise<Files> {
  const files = await readPackFiles(await packIn(folder));
  const whole = requireIntact(files);
  if (options.key === undefined && options.signer === undefined) {
    if (selectors.length === 0) return inOrder(files);
    const message = 'what is withheld is signed for: give --key or --signer, who signed the attestation';
    throw new AppError('invalid', 'PACK_KEY_NEEDED', message);
  }
  const { signer, created } = await openNamedSigner(config, options);
  if (created !== undefined) terminal.note(`made a new signing key: ${visibleText(created)}`);
  const left = selectors.length === 0 ? whole : (await withhold(whole, selectors, judgeItems(terminal))).pack;
  const companions = [...(left.companions ?? []).filter(({ name }) => name !== 'README.md'), readmeOf(left)];
  return buildPack(await completePack(left, companions, signStanding(whole, signer, new SystemClock().now())));
}

/** In the order in which a layout is built, whatever order a folder has. */
function inOrder(files: Files): Files {
  const order = ['oci-layout', 'index.json'];
  const rank = (path: string) => (order.includes(path) ? order.indexOf(path) : order.length);
  return new Map([...files].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

/** What `aver attest --output` wrote, or the pack in it. */
async function packIn(folder: string): Promise<string> {
  const below = join(folder, 'pack');
  return (await stat(below).catch(() => undefined))?.isDirectory() === true ? below : folder;
}

/** Nobody is handed bytes that are not the signed ones. @throws AppError invalid PACK_NOT_INTACT */
function requireIntact(files: Files): Pack {
  const { answer, reasons } = checkIntact(files);
  const { pack: whole } = readPack(files);
  if (answer === 'yes' && whole !== undefined) return whole;
  const why = reasons.slice(0, 3).map(({ sentence, path = '' }) => `${sentence} [${path}]`);
  throw new AppError('invalid', 'PACK_NOT_INTACT', `these are not the signed bytes: ${why.join('; ')}`);
}

function withheldIn({ withheld }: Pack): readonly WithheldItem[] {
  return withheld === undefined ? [] : parseWithheld(withheld).items;
}

function tarDigest(files: Files): Digest {
  const hash = createHash('sha256');
  for (const piece of packTar(files)) hash.update(piece);
  return parseDigest(`sha256:${hash.digest('hex')}`);
}

function sizeOf(files: Files): number {
  return packTarSize([...files.values()].map(({ length }) => length));
}

function spoken(written: {
  readonly pack: string;
  readonly digest: Digest;
  readonly bytes: number;
  readonly withheld: readonly WithheldItem[];
}): string {
  const file = visibleText(written.pack);
  const kept = written.withheld.map(({ kind, digest }) => `  withheld: ${visibleText(kind)} ${digest}`);
  const said = kept.length === 0 ? [] : [...kept, STILL_SAID];
  return [`${file}  ${written.digest}  ${written.bytes} bytes`, ...said, `Next: aver replay ${file}`].join('\n');
}

const STILL_SAID =
  'The signed statement goes with it: of what is withheld it still says digests, and the status and reason of each control.';
