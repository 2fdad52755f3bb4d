import type { AttestationState } from '#evidence';
import type { Digest } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { Page, PageRequest } from '../page.js';
import type { Ports, Stores } from '../ports/index.js';
import type { AttestationRecord } from '../records.js';
import { broughtUpTo } from './standing-now.js';
import type { AttestationEvent, RecipientRecord, StandingRecord } from './standing-record.js';

/** How attestations stand now, how that came about, and who has to know. */
export class ReadStandings {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** One read for all of them; only those of which time brought a change since are looked at more closely. */
  of(actor: Actor, attestations: readonly Digest[]): Promise<ReadonlyMap<Digest, StandingRecord>> {
    return this.read(actor, async (stores) => {
      const now = this.ports.clock.now();
      const standings = new Map<Digest, StandingRecord>();
      for (const [digest, noted] of await stores.standings.byAttestations(attestations)) {
        standings.set(digest, await broughtUpTo(stores, noted, now));
      }
      return standings;
    });
  }

  /** Those in a state now. A page may be shorter than asked for: some are looked at and found to be in another one. */
  inState(actor: Actor, state: AttestationState, page: PageRequest): Promise<Page<AttestationRecord>> {
    return this.read(actor, async (stores) => {
      const now = this.ports.clock.now();
      const noted = await stores.standings.inState(state, now, page);
      const records = await stores.attestations.byDigests(noted.items.map(({ node }) => node.attestation));
      const byDigest = new Map(records.map((record) => [record.digest, record]));
      const items: { cursor: string; node: AttestationRecord }[] = [];
      for (const { cursor, node } of noted.items) {
        const record = byDigest.get(node.attestation);
        const isSo = (await broughtUpTo(stores, node, now)).state === state;
        if (isSo && record !== undefined) items.push({ cursor, node: record });
      }
      return { ...noted, items };
    });
  }

  events(actor: Actor, attestation: Digest, page: PageRequest): Promise<Page<AttestationEvent>> {
    return this.read(actor, (stores) => stores.standings.events(attestation, page));
  }

  recipients(actor: Actor, attestation: Digest, page: PageRequest): Promise<Page<RecipientRecord>> {
    return this.read(actor, (stores) => stores.recipients.list(attestation, page));
  }

  private read<T>(actor: Actor, read: (stores: Stores) => Promise<T>): Promise<T> {
    requirePermission(actor, 'report:read');
    return this.ports.unitOfWork.run(actor.organization, read);
  }
}
