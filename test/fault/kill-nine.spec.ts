import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { intakeOrigin } from '#attestation';
import { digestOf, fromBase64, leafHash, verifyInclusion } from '#kernel';
import { Seed } from '#sample-world';

import { requireFreshBuild } from '../support/fresh-build.js';
import { HttpClient } from '../support/http-client.js';
import { databaseProcesses, removeLeftovers, BuiltServer } from '../support/built-server.js';
import { intakeStatus, untilSettled, type IntakeStatus } from '../support/settled.js';
import { intakeKey, IntakeHistory } from './intake-history.js';
import { documents, evidenceOf, faultWorld } from './supply.js';
import { trustWorld } from '../support/trust-world.js';
import { Uploads } from './uploads.js';

const ROUNDS = 20;
/** Every so many rounds PostgreSQL dies with the server; else it stays behind. */
const POWER_FAILURE_EVERY = 3;
const MINUTES = 60_000;
const SLUG = 'mortal';

const seed = new Seed('kill nine');
const world = faultWorld();
const evidence = evidenceOf(world);
const uploads = new Uploads(
  documents(
    evidence.map(({ bytes }) => bytes),
    seed,
  ),
);

let folder: string;
let dataDir: string;
let dist: string;
let token: string;
let history: IntakeHistory;
let server: BuiltServer;
let client: HttpClient;

async function start(): Promise<void> {
  server = await BuiltServer.start({ dist, dataDir });
  client = new HttpClient(server.url, token);
}

/** Uploads until a number of answers have come, then, some turns of the event loop later, the server dies. */
async function uploadAndDie(round: number): Promise<void> {
  let answers = 1 + seed.integer(`answers before death ${round}`, 40);
  let dying: Promise<void> | undefined;
  await uploads.untilConnectionLost(client, () => {
    answers -= 1;
    if (answers === 0) dying = die(round);
  });
  await dying;
  client.close();
}

async function die(round: number): Promise<void> {
  const turns = seed.integer(`turns before death ${round}`, 300);
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
  await (round % POWER_FAILURE_EVERY === 0 ? server.killWithDatabase() : server.kill());
}

beforeAll(async () => {
  dist = requireFreshBuild();
  folder = await mkdtemp(join(tmpdir(), 'averment-kill-nine-'));
  dataDir = join(folder, 'data');
  server = await BuiltServer.start({ dist, dataDir });
  client = await server.organization(SLUG);
  token = client.token;
  history = new IntakeHistory({ origin: intakeOrigin(SLUG), key: await intakeKey(client) });
  await trustWorld(client, world);
}, MINUTES);

afterAll(async () => {
  client.close();
  await server.stop();
  const left = databaseProcesses(dataDir);
  await removeLeftovers(dataDir);
  await rm(folder, { recursive: true, force: true });
  expect(left).toEqual([]);
}, MINUTES);

describe('a server that is killed with kill -9 while it is uploaded to', () => {
  let status: IntakeStatus;

  it(
    `starts again ${ROUNDS} times on the same data folder, and everything acknowledged or sent again settles`,
    async () => {
      for (let round = 1; round <= ROUNDS; round++) {
        await uploadAndDie(round);
        await start();
        await history.look(client);
      }
      await uploads.retry(client);
      status = await untilSettled(client);
      expect(status).toMatchObject({ settled: uploads.promised.size, stored: 0, quarantined: 0, unsequenced: 0 });
      expect(uploads.promised.size).toBeGreaterThan(ROUNDS * LEAST_PER_ROUND);
    },
    10 * MINUTES,
  );

  it('acknowledged no document as new twice', () => {
    const twice = [...uploads.promised.values()].filter(({ times }) => times > 1);
    expect(twice.map(({ document }) => document.digest)).toEqual([]);
  });

  it(
    'holds every acknowledged document byte for byte, with its verdict',
    async () => {
      const expected = new Map(evidence.map(({ bytes, expect: outcome }) => [digestOf(bytes) as string, outcome]));
      for (const { id, document } of uploads.promised.values()) {
        const path = `/v1/evidence/${document.digest}`;
        const [record, held] = await Promise.all([client.get<Held>(path), client.download(`${path}/raw`)]);
        expect(held.equals(document.bytes)).toBe(true);
        expect([record.id, record.state]).toEqual([id, 'settled']);
        expect(record.verdict?.outcome).toBe(expected.get(document.digest) ?? 'unverified');
      }
    },
    MINUTES,
  );

  it(
    'gave each document one place in the intake log, without a gap, and every earlier checkpoint still holds',
    async () => {
      const checkpoint = await history.look(client);
      const leaves: Uint8Array[] = [];
      for (const { document } of uploads.promised.values()) {
        const proof = await client.get<Proof>(`/v1/evidence/${document.digest}/intake-proof`);
        const leaf = fromBase64(proof.leaf);
        const root = checkpoint?.rootHash ?? new Uint8Array();
        const hashes = proof.hashes.map(fromBase64);
        expect(verifyInclusion({ leaf: leafHash(leaf), index: proof.index, size: proof.size, hashes, root })).toBe(
          true,
        );
        expect(JSON.parse(Buffer.from(leaf).toString())).toMatchObject({ evidence: document.digest });
        leaves[proof.index] = leaf;
      }
      expect(checkpoint?.size).toBe(uploads.promised.size);
      expect(leaves).toHaveLength(uploads.promised.size);
      expect(Object.keys(leaves)).toHaveLength(uploads.promised.size); // no index is left out, so no two share one
      expect(history.sizes).toEqual(history.sizes.toSorted((a, b) => a - b));
      expect(history.contradictedBy(leaves)).toEqual([]);
    },
    MINUTES,
  );

  it('judges and sequences nothing again after it is quiet', async () => {
    expect(await intakeStatus(client)).toMatchObject({ settled: status.settled, stored: 0, unsequenced: 0 });
  });
});

const LEAST_PER_ROUND = 5;

interface Held {
  readonly id: string;
  readonly state: string;
  readonly verdict?: { readonly outcome: string };
}

interface Proof {
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly string[];
}
