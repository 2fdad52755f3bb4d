import { replay, type Pack, type ReaderAnchors } from '#attestation';
import type { Framework } from '#compliance';
import { AppError, type Digest, type Instant } from '#kernel';
import { visibleText } from '#reporting';
import { borrowLogEntry, flipByte } from '#sample-world';

import type { ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal/terminal.js';
import {
  flipByteInPack,
  forgePack,
  isCaught,
  omitFromPack,
  unfavourableScan,
  whatCaught,
  type PackFiles,
} from './attack-pack.js';
import type { DemoWorld } from './demo-world.js';
import { waitUntilSettled, type Staff } from './stock-organization.js';

const ATTACK_WORDS = {
  'byte-flipped': 'a byte flipped in signed provenance',
  'borrowed-log-entry': 'the log entry of another bundle',
  'wrong-identity': 'a right signature by the wrong identity',
} as const;

export interface Target {
  readonly staff: Staff;
  readonly world: DemoWorld;
  readonly pack: PackFiles;
  readonly anchors: ReaderAnchors;
  readonly framework: Framework;
  readonly now: Instant;
}

interface Verdict {
  readonly outcome: string;
  readonly checks: readonly { readonly rung: string; readonly outcome: string; readonly code?: string }[];
}

/** Attacks on evidence go through the front door like everything else; attacks on the pack are replayed. Returns how many got through. */
export async function attackYourself(target: Target, terminal: Terminal): Promise<number> {
  const results = [...(await attackEvidence(target)), ...(await attackPack(target))];
  for (const { name, caught, by } of results) {
    const mark = caught ? terminal.colour.green('caught ') : terminal.colour.red('MISSED ');
    printResult(terminal, { mark, name, by: visibleText(by) });
  }
  return results.filter(({ caught }) => !caught).length;
}

const NAME_WIDTH = 43;
const RESULT_INDENT = 10;

/** One line, or two where the page is narrow. */
function printResult(
  terminal: Terminal,
  result: { readonly mark: string; readonly name: string; readonly by: string },
) {
  const { mark, name, by } = result;
  const line = `  ${mark} ${name.padEnd(NAME_WIDTH)} `;
  const fits = RESULT_INDENT + NAME_WIDTH + 1 + by.length <= (terminal.columns ?? Number.POSITIVE_INFINITY);
  if (fits) terminal.out(`${line}${by}`);
  else {
    terminal.out(line.trimEnd());
    terminal.out(`${' '.repeat(RESULT_INDENT)}${by}`);
  }
}

interface Result {
  readonly name: string;
  readonly caught: boolean;
  readonly by: string;
}

async function attackEvidence({ staff, world }: Target): Promise<Result[]> {
  const prepared =
    world.attacks.length > 0
      ? world.attacks.map(({ name, bytes }) => ({ name: ATTACK_WORDS[name], bytes }))
      : await genericAttacks(staff, world);
  const results: Result[] = [];
  for (const { name, bytes } of prepared) {
    const { digest } = await staff.pipeline.submit(bytes);
    await waitForVerdict(staff.pipeline, digest);
    const verdict = await verdictOf(staff.pipeline, digest);
    const rung =
      verdict.checks.find(({ outcome }) => outcome === 'failed') ??
      verdict.checks.find(({ outcome }) => outcome === 'could-not-check');
    results.push({
      name,
      caught: verdict.outcome !== 'verified',
      by: `${verdict.outcome} at ${rung?.rung ?? '-'}: ${rung?.code ?? '-'}`,
    });
  }
  return results;
}

/** What can be done to anybody's bundles: one bit, and the log entry of another. */
async function genericAttacks(staff: Staff, world: DemoWorld): Promise<{ name: string; bytes: Uint8Array }[]> {
  const { evidenceList } = await staff.administrator.graphql<{
    evidenceList: { edges: readonly { node: { digest: string } }[] };
  }>('{ evidenceList(first: 20, filter: { outcome: "verified" }) { edges { node { digest } } } }');
  const bundles: Uint8Array[] = [];
  for (const { node } of evidenceList.edges) {
    const bytes = await staff.administrator.download(`/v1/evidence/${node.digest}/raw`);
    if (world.evidence.some((file) => Buffer.compare(file.bytes, bytes) === 0)) bundles.push(bytes);
  }
  const [first, second] = bundles;
  return [
    ...(first === undefined ? [] : [{ name: 'a byte flipped in a bundle', bytes: flipByte(first) }]),
    ...(first === undefined || second === undefined ? [] : borrowed(first, second)),
  ];
}

function borrowed(first: Uint8Array, second: Uint8Array): { name: string; bytes: Uint8Array }[] {
  try {
    return [{ name: 'the log entry of another bundle', bytes: borrowLogEntry(first, second) }];
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError || error instanceof AppError) return [];
    throw error;
  }
}

async function waitForVerdict(client: ApiClient, digest: string): Promise<void> {
  await waitUntilSettled(client);
  if ((await verdictOf(client, digest)).outcome === '')
    throw new AppError('unavailable', 'VERDICT_LATE', `${digest} has no verdict`);
}

async function verdictOf(client: ApiClient, digest: string): Promise<Verdict> {
  const { evidence } = await client.graphql<{ evidence: { verdict: Verdict | null } | null }>(
    'query ($digest: Digest!) { evidence(digest: $digest) { verdict { outcome checks { rung outcome code } } } }',
    { digest },
  );
  return evidence?.verdict ?? { outcome: '', checks: [] };
}

async function attackPack({ pack, anchors, framework, now }: Target): Promise<Result[]> {
  const forged = replay(await forgePack(framework, now), anchors);
  const flipped = replay(flipByteInPack(pack), anchors);
  return [
    { name: 'a byte flipped in a file of the pack', caught: isCaught(flipped), by: whatCaught(flipped) },
    ...omission(pack, anchors),
    {
      name: 'a whole forged world, consistent in itself',
      caught: isCaught(forged),
      by: `${whatCaught(forged)} (intact ${forged.intact.answer}, consistent ${forged.consistent.answer})`,
    },
  ];
}

/** The scan that somebody with something to hide would leave out; where there is none, any piece of evidence. */
function omission(pack: PackFiles, anchors: ReaderAnchors): Result[] {
  const scan = omitFromPack(pack, unfavourableScan);
  const { files, omitted } = scan.omitted === undefined ? omitFromPack(pack, firstEvidence) : scan;
  if (omitted === undefined) return [];
  const report = replay(files, anchors);
  const what = scan.omitted === undefined ? 'a piece of evidence' : 'an unfavourable scan';
  return [{ name: `${what} left out of the pack`, caught: isCaught(report), by: whatCaught(report) }];
}

function firstEvidence({ evidence }: Pack): Digest | undefined {
  return [...evidence.keys()][0];
}
