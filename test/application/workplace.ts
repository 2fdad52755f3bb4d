import { createUseCases, Identifiers, TrustSeeds, type Actor, type Job, type Ports, type UseCases } from '#application';
import { digestOf, parseInstant, toUtf8, type Instant } from '#kernel';
import { InlineJudge, packageFrameworks, PdfPrinter, publicGoodTrustRoot, ScryptPasswordHasher } from '#platform';
import type { TrustRootSource } from '#verification';

import { ManualClock } from '../../libs/application/src/testing/manual-clock.js';
import { MemoryBlobStore } from '../../libs/application/src/testing/memory-blob-store.js';
import { answer } from '../support/answer-job.js';
import { withDatabase } from '../support/postgres.js';
import { buildId } from '../support/records.js';
import { MemoryKeyring } from './memory-keyring.js';
import { NOW } from './now.js';

export { MemoryKeyring } from './memory-keyring.js';
export { NOW } from './now.js';

/** All use cases over a real database; time stands still, keys and blobs are in memory, jobs run when they are asked to. */
export interface Workplace {
  readonly useCases: UseCases;
  readonly ports: Ports & {
    readonly clock: ManualClock;
    readonly blobs: MemoryBlobStore;
    readonly keyring: MemoryKeyring;
  };
  /** A new organization; the actor is its administrator. */
  organization(slug?: string): Promise<Actor>;
  /** Somebody else in the same organization. */
  colleague(
    actor: Actor,
    name: string,
    changes?: Partial<Pick<Actor, 'permissions' | 'principalKind'>>,
  ): Promise<Actor>;
  /** Jobs that wait, taken out. */
  jobs(): Promise<readonly Job[]>;
  /** Does all that waits, and what follows from it. */
  settle(): Promise<void>;
  /** The same with other ports in place of some. */
  with(changes: Partial<Ports>): UseCases;
}

/** One database for a suite. Read `current` inside tests and hooks only. */
export function withWorkplace(seeds: readonly TrustRootSource[] = [publicGoodTrustRoot()]): {
  readonly current: Workplace;
} {
  const db = withDatabase();
  let made: Workplace | undefined;
  return {
    get current() {
      return (made ??= workplace(db.current, seeds));
    },
  };
}

type Place = ReturnType<typeof withDatabase>['current'];

function workplace(place: Place, seeds: readonly TrustRootSource[]): Workplace {
  const { database } = place;
  const frameworks = packageFrameworks();
  const ports = {
    unitOfWork: database.unitOfWork,
    tokens: database.tokens,
    people: database.people,
    passwords: new ScryptPasswordHasher({ logN: 4, r: 8, p: 1 }),
    publications: database.publications,
    outbox: database.relay,
    blobs: new MemoryBlobStore(),
    judge: new InlineJudge(),
    frameworks,
    printer: new PdfPrinter(),
    trustSeeds: new FixedSeeds(seeds),
    keyring: new MemoryKeyring(),
    clock: new ManualClock(NOW),
    identifiers: new CountedIdentifiers(),
  };
  const useCases = createUseCases(ports);
  const jobs = () => takeJobs(ports);
  return {
    useCases,
    ports,
    jobs,
    organization: async (slug = 'acme') => {
      // What the samples state is about `acme`: each test is that organization while it runs.
      await place.query("UPDATE organization SET slug = 'former-' || id WHERE slug = $1", [slug]);
      return foundOrganization(useCases, slug);
    },
    colleague: (actor, name, changes) => hireColleague(useCases, actor, { name, ...changes }),
    settle: async () => {
      for (let waiting = await jobs(); waiting.length > 0; waiting = await jobs()) {
        for (const job of waiting) await answer(useCases, job);
      }
    },
    with: (changes) => createUseCases({ ...ports, ...changes }),
  };
}

async function takeJobs({ outbox }: Pick<Ports, 'outbox'>): Promise<readonly Job[]> {
  const taken: Job[] = [];
  const ring = (rung: readonly { readonly job: Job }[]) =>
    Promise.resolve(void taken.push(...rung.map(({ job }) => job)));
  while ((await outbox.drain(1000, ring)) > 0);
  return taken;
}

async function foundOrganization(useCases: UseCases, slug: string): Promise<Actor> {
  const order = { slug, name: 'Acme', synthetic: true, administrator: 'Ada' };
  const { first } = await useCases.createOrganization.run(order);
  return useCases.authenticateToken.run(first.token);
}

async function hireColleague(
  useCases: UseCases,
  actor: Actor,
  hired: { readonly name: string } & Partial<Pick<Actor, 'permissions' | 'principalKind'>>,
): Promise<Actor> {
  const { name, principalKind: kind = 'person', permissions = actor.permissions } = hired;
  const { token } = await useCases.issueToken.run(actor, { principal: { kind, name }, permissions, days: 1 });
  return useCases.authenticateToken.run(token);
}

class FixedSeeds extends TrustSeeds {
  constructor(private readonly seeds: readonly TrustRootSource[]) {
    super();
  }

  all(): readonly TrustRootSource[] {
    return this.seeds;
  }
}

/** Ids that ascend, and secrets that differ. */
class CountedIdentifiers extends Identifiers {
  next(): string {
    return buildId<string>();
  }

  secret(): Uint8Array {
    return Buffer.from(digestOf(toUtf8(this.next())).slice(-64), 'hex');
  }
}

export function day(offset: number): Instant {
  return parseInstant(new Date(Date.parse(NOW) + offset * 86_400_000).toISOString());
}
