import {
  createUseCases,
  type Actor,
  type EvidenceId,
  type OutboxRelay,
  type ReleaseId,
  type UseCases,
} from '#application';
import type { Database } from '#persistence';
import { InlineJudge, packageFrameworks, PdfPrinter, ScryptPasswordHasher, UuidV7Identifiers } from '#platform';

import { ManualClock } from '../../../libs/application/src/testing/manual-clock.js';
import { MemoryBlobStore } from '../../../libs/application/src/testing/memory-blob-store.js';
import { MemoryKeyring } from '../../application/memory-keyring.js';
import { NOW } from '../../application/now.js';
import {
  artifact,
  manifest,
  provenance,
  publication,
  ROOT,
  RULES,
  sbom,
  signature,
  testResult,
} from '../../application/sample-evidence.js';

const APP = artifact('app');
const PACKAGES = Array.from({ length: 50 }, (_, number) => artifact(`package-${number}`));
/** As many as the API gives in one page. */
const PAGE = 100;

/** An organization with one small release, of which everything is verified and evaluated. */
export class SmallFirm {
  private sent = 0;

  private constructor(
    readonly useCases: UseCases,
    readonly actor: Actor,
    readonly release: ReleaseId,
    private readonly clock: ManualClock,
    private readonly relay: OutboxRelay,
  ) {}

  static async open(database: Database): Promise<SmallFirm> {
    const clock = new ManualClock(NOW);
    const { unitOfWork, tokens, people, publications, relay: outbox } = database;
    const useCases = createUseCases({
      ...{ unitOfWork, tokens, people, publications, outbox, clock },
      blobs: new MemoryBlobStore(),
      judge: new InlineJudge(),
      frameworks: packageFrameworks(),
      passwords: new ScryptPasswordHasher(),
      printer: new PdfPrinter(),
      trustSeeds: { all: () => [ROOT] },
      keyring: new MemoryKeyring(),
      identifiers: new UuidV7Identifiers(),
    });
    const order = { slug: 'acme', name: 'Acme', synthetic: true, administrator: 'Ada' };
    const { first } = await useCases.createOrganization.run(order);
    const actor = await useCases.authenticateToken.run(first.token);
    for (const rule of Object.values(RULES)) await useCases.putTrustRule.run(actor, rule);
    await useCases.createProduct.run(actor, { slug: 'app', name: 'App' });
    const { release } = await useCases.createRelease.run(actor, { product: 'app', version: '1.0.0' });
    const firm = new SmallFirm(useCases, actor, release.id, clock, outbox);
    await firm.settle(await firm.receive([manifest([APP]), provenance([APP]), signature('app')]));
    return firm;
  }

  /** One more piece of evidence is received, judged, and its release evaluated. Signing it beforehand is not part of it. */
  next(): () => Promise<void> {
    const bytes = this.sign();
    return async () => this.settle(await this.receive([bytes]));
  }

  /** One more piece of evidence is received; what follows from it waits. */
  async send(): Promise<EvidenceId> {
    const [id] = await this.receive([this.sign()]);
    if (id === undefined) throw new RangeError('what was sent was not received');
    return id;
  }

  /** An SBOM of its artifact, with packages that everybody uses. */
  async list(): Promise<void> {
    await this.settle(await this.receive([sbom(APP, PACKAGES)]));
  }

  /** One of these packages was published: that is received and judged, and the releases that hold it wait to be told. */
  publish(): () => Promise<EvidenceId> {
    const bytes = publication(PACKAGES[0] ?? APP);
    return async () => {
      const evidence = await this.receive([bytes]);
      const { organization } = this.actor;
      await this.useCases.verifyEvidence.run({ name: 'verify-evidence', organization, evidence });
      const [id] = evidence;
      if (id === undefined) throw new RangeError('what was published was not received');
      return id;
    };
  }

  /** How all products stand now, page by page. How many cells that were. */
  async coverage(): Promise<number> {
    let cells = 0;
    for (let after: string | undefined; ;) {
      const page = { first: PAGE, ...(after !== undefined && { after }) };
      const { items, hasNextPage } = await this.useCases.readCoverage.run(this.actor, page, {});
      cells += items.reduce((sum, { node }) => sum + node.cells.length, 0);
      after = items.at(-1)?.cursor;
      if (!hasNextPage) return cells;
    }
  }

  private sign(): Uint8Array {
    this.sent += 1;
    return testResult([APP], `suite ${this.sent}`);
  }

  private async receive(documents: readonly Uint8Array[]): Promise<readonly EvidenceId[]> {
    this.clock.advance(1);
    const items = documents.map((bytes) => ({ bytes, origin: 'upload by Ada' }));
    return (await this.useCases.receiveEvidence.run(this.actor, items)).map(({ id }) => id);
  }

  private async settle(evidence: readonly EvidenceId[]): Promise<void> {
    const { organization } = this.actor;
    await this.useCases.verifyEvidence.run({ name: 'verify-evidence', organization, evidence });
    await this.useCases.evaluateRelease.run({ name: 'evaluate-release', organization, release: this.release });
    // Done just now, and nobody else is at work: what waits would count as a backlog one day.
    while ((await this.relay.drain(100, () => Promise.resolve())) > 0);
  }
}
