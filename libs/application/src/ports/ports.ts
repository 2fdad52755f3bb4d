import type { BlobStore } from './blob-store.port.js';
import type { CheckpointClock } from './checkpoint-clock.port.js';
import type { Clock } from './clock.port.js';
import type { Frameworks } from './frameworks.port.js';
import type { Identifiers } from './identifiers.port.js';
import type { Judge } from './judge.port.js';
import type { Keyring } from './keyring.port.js';
import type { OutboxRelay } from './outbox-relay.port.js';
import type { PasswordHasher } from './password-hasher.port.js';
import type { PeopleDirectory } from './people-directory.port.js';
import type { Publications } from './publications.port.js';
import type { ReportPrinter } from './report-printer.port.js';
import type { TokenDirectory } from './token-directory.port.js';
import type { TrustSeeds } from './trust-seeds.port.js';
import type { UnitOfWork } from './unit-of-work.port.js';

/** What the use cases need of the world. Each process builds one of these and nothing else. */
export interface Ports {
  readonly unitOfWork: UnitOfWork;
  readonly tokens: TokenDirectory;
  readonly people: PeopleDirectory;
  readonly passwords: PasswordHasher;
  readonly publications: Publications;
  readonly outbox: OutboxRelay;
  readonly blobs: BlobStore;
  readonly judge: Judge;
  readonly frameworks: Frameworks;
  readonly printer: ReportPrinter;
  readonly trustSeeds: TrustSeeds;
  readonly keyring: Keyring;
  /** Absent where nobody outside time-stamps intake checkpoints. */
  readonly checkpointClock?: CheckpointClock;
  readonly clock: Clock;
  readonly identifiers: Identifiers;
}
