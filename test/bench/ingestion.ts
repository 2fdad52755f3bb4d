import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from '#evidence';
import { toBase64 } from '#kernel';
import { packageRoot } from '#platform';
import { loadTrustRoot, Verifier } from '#verification';

import type { HttpClient } from '../support/http-client.js';
import { BuiltServer } from '../support/built-server.js';
import { intakeStatus } from '../support/settled.js';
import { median, rounded, seconds, type Size } from './measure.js';
import { Shipment } from './shipment.js';
import { peer, type Contestant } from './verification/contestants.js';

interface Plan {
  readonly rounds: number;
  /** Bundles of one round and way of uploading. */
  readonly items: number;
  readonly warmUp: number;
}

const PLANS: Readonly<Record<Size, Plan>> = {
  quick: { rounds: 3, items: 150, warmUp: 100 },
  full: { rounds: 5, items: 600, warmUp: 400 },
};
/** The peer is slow enough that fewer will do. */
const PEER_SHARE = 6;
const CONNECTIONS = 8;
const LINES = 200;
const POLL_MILLISECONDS = 10;

interface Round {
  readonly raw: number;
  readonly peer: number;
  readonly lines: number;
  readonly single: number;
}

/**
 * From the first byte sent over HTTP until the last item has its verdict, facts and place in the intake log, on a
 * standalone server of its own; beside it, in the same rounds, the bare verification of the same bundles on one core.
 */
export async function benchIngestion(size: Size, note: (text: string) => void): Promise<Record<string, number>> {
  const plan = PLANS[size];
  const folder = await mkdtemp(join(tmpdir(), 'averment-bench-'));
  const server = await BuiltServer.start({ dist: join(packageRoot(), 'dist'), dataDir: join(folder, 'data') });
  try {
    const client = await server.organization('bench');
    const rounds = await runRounds(plan, client, note);
    client.close();
    return summary(plan, rounds);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runRounds(plan: Plan, client: HttpClient, note: (text: string) => void): Promise<readonly Round[]> {
  const shipment = new Shipment('ingestion');
  await trust(client, shipment);
  const sides = { ours: bare(shipment), peer: peer(shipment.root) };
  const warmUp = shipment.next(plan.warmUp);
  await rateOf(warmUp, (bundles) => verifyAll(sides.ours, bundles));
  await ingestionRate(client, warmUp, uploadLines);
  const rounds: Round[] = [];
  for (let round = 1; round <= plan.rounds; round++) {
    const [some, others] = [shipment.next(plan.items), shipment.next(plan.items)];
    rounds.push({
      raw: await rateOf(some, (bundles) => verifyAll(sides.ours, bundles)),
      peer: await rateOf(some.slice(0, plan.items / PEER_SHARE), (bundles) => verifyAll(sides.peer, bundles)),
      lines: await ingestionRate(client, some, uploadLines),
      single: await ingestionRate(client, others, uploadSingly),
    });
    note(`  round ${round} of ${plan.rounds}`);
  }
  return rounds;
}

function summary(plan: Plan, rounds: readonly Round[]): Record<string, number> {
  const of = (pick: (round: Round) => number): number => rounded(median(rounds.map(pick)));
  return {
    items: plan.items * plan.rounds * 2,
    itemsPerSecond: of(({ lines }) => lines),
    itemsPerSecondUploadedSingly: of(({ single }) => single),
    bareVerificationsPerSecondOneCore: of(({ raw }) => raw),
    peerVerificationsPerSecondOneCore: of((round) => round.peer),
    ratioToBareVerification: of(({ lines, raw }) => lines / raw),
    ratioToPeerVerification: of((round) => round.lines / round.peer),
  };
}

async function trust(client: HttpClient, { root, rules }: Shipment): Promise<void> {
  const input = { name: root.name, trustedRoot: toBase64(root.bytes) };
  await client.graphql('mutation ($input: AddTrustRootInput!) { addTrustRoot(input: $input) { digest } }', { input });
  for (const rule of rules) {
    await client.graphql('mutation ($rule: Json!) { putTrustRule(rule: $rule) { id } }', { rule });
  }
}

/** What one core does when nothing but verification is asked of it. */
function bare({ root, rules }: Shipment): Contestant {
  const verifier = new Verifier({ trustRoots: [loadTrustRoot(root)], rules });
  return (bundle) => {
    const { verdict } = verifier.verify(parse(bundle));
    if (verdict.outcome !== 'verified') throw new Error(`not verified: ${JSON.stringify(verdict.checks)}`);
  };
}

function verifyAll(verify: Contestant, bundles: readonly Uint8Array[]): void {
  for (const bundle of bundles) verify(bundle);
}

type Work = (bundles: readonly Uint8Array[]) => Promise<void> | void;

async function rateOf(bundles: readonly Uint8Array[], work: Work): Promise<number> {
  return bundles.length / (await seconds(() => work(bundles)));
}

function ingestionRate(
  client: HttpClient,
  bundles: readonly Uint8Array[],
  upload: (client: HttpClient, bundles: readonly Uint8Array[]) => Promise<void>,
): Promise<number> {
  return rateOf(bundles, async () => {
    const { settled } = await intakeStatus(client);
    await upload(client, bundles);
    await untilAllSettled(client, settled + bundles.length);
  });
}

/** A fixed number of documents per request, a few requests at once. */
async function uploadLines(client: HttpClient, bundles: readonly Uint8Array[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(bundles.length / LINES) }, (_, index) =>
    bundles.slice(index * LINES, (index + 1) * LINES),
  );
  await Promise.all(batches.map((batch) => client.submitLines(batch)));
}

async function uploadSingly(client: HttpClient, bundles: readonly Uint8Array[]): Promise<void> {
  const queue = bundles.values();
  const lane = async (): Promise<void> => {
    for (const bundle of queue) await client.submit(bundle);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
}

async function untilAllSettled(client: HttpClient, expected: number): Promise<void> {
  for (;;) {
    const { settled, quarantined, unsequenced } = await intakeStatus(client);
    if (quarantined > 0) throw new Error('an item was set aside: the figures would be about something else');
    if (settled === expected && unsequenced === 0) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
