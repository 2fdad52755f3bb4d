import { addDays, AppError, type Digest, type Instant } from '#kernel';

import type { Ports } from '../ports/index.js';
import type { SignStatus } from './sign-status.js';
import type { PublishedKey, PublishedStatus, Publication } from './standing-record.js';

/** What anybody is given: a signed status, and until when asking again gives nothing else unless something happens. */
export interface GivenStatus {
  readonly bytes: Uint8Array;
  readonly issuedAt: Instant;
  readonly validUntil: Instant;
}

const SIGNED_AGAIN_DAYS = 1;
const MOST_KEYS = 1000;

/**
 * Answers whoever holds a published attestation, without knowing who asks. A status is signed when there is none, when
 * something was noted since, and when it is a day old; everybody else is given the same bytes.
 */
export class PublishStatus {
  private readonly signing = new Map<Digest, Promise<GivenStatus>>();

  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'publications' | 'blobs' | 'clock'>,
    private readonly signStatus: Pick<SignStatus, 'sign'>,
  ) {}

  /** @throws AppError not-found STATUS_UNKNOWN for what is unknown, foreign or not published, after the same one read */
  async run(attestation: Digest): Promise<GivenStatus> {
    const publication = await this.ports.publications.find(attestation);
    if (publication === undefined) {
      throw new AppError('not-found', 'STATUS_UNKNOWN', 'no status is published for this digest');
    }
    return (await this.kept(publication)) ?? this.signOnce(publication);
  }

  /** Public keys that sign what is published, by fingerprint after this one, at most a thousand; `next` where there may be more. */
  async keys(after?: string): Promise<{ readonly keys: readonly PublishedKey[]; readonly next?: string }> {
    const keys = await this.ports.publications.keys(MOST_KEYS, after);
    const last = keys.length < MOST_KEYS ? undefined : keys.at(-1);
    return { keys, ...(last !== undefined && { next: last.fingerprint }) };
  }

  private async kept({ organization, attestation }: Publication): Promise<GivenStatus | undefined> {
    const now = this.ports.clock.now();
    const status = await this.ports.unitOfWork.run(organization, async (stores) => {
      const published = await stores.recipients.published(attestation);
      const standing = (await stores.standings.byAttestations([attestation])).get(attestation);
      return isFresh(published, standing?.events, now) ? published?.status : undefined;
    });
    if (status === undefined) return undefined;
    const { digest, issuedAt, validUntil } = status;
    return { bytes: await this.ports.blobs.get(organization, digest), issuedAt, validUntil };
  }

  /** However many ask at once, one signature is made. */
  private signOnce(publication: Publication): Promise<GivenStatus> {
    const { attestation } = publication;
    const known = this.signing.get(attestation);
    if (known !== undefined) return known;
    const signing = this.sign(publication).finally(() => this.signing.delete(attestation));
    this.signing.set(attestation, signing);
    return signing;
  }

  private async sign({ organization, attestation }: Publication): Promise<GivenStatus> {
    const { bytes, status, standing } = await this.signStatus.sign(organization, attestation, []);
    const digest = await this.ports.blobs.put(organization, bytes);
    const { issuedAt, validUntil } = status;
    await this.ports.unitOfWork.run(organization, (stores) =>
      stores.recipients.keepStatus(attestation, { digest, issuedAt, validUntil, events: standing.events }),
    );
    return { bytes, issuedAt, validUntil };
  }
}

/** Valid, not older than a day, and nothing was noted since. A status is never valid past a change that time brings. */
function isFresh(published: PublishedStatus | undefined, events: number | undefined, now: Instant): boolean {
  const status = published?.status;
  if (status === undefined || status.events !== events) return false;
  return now < status.validUntil && now < addDays(status.issuedAt, SIGNED_AGAIN_DAYS);
}
