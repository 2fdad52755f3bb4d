import { digestOf, type Digest } from '#kernel';

import {
  acknowledgementsIn,
  ConnectionLost,
  Refusal,
  type Acknowledgement,
  type HttpClient,
} from '../support/http-client.js';

export interface Document {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

export function toDocument(bytes: Uint8Array): Document {
  return { digest: digestOf(bytes), bytes };
}

/** What a server once said it holds. */
interface Promised {
  readonly id: string;
  readonly document: Document;
  /** How often it said that it had not held it before. */
  times: number;
}

const LANES = 6;
/** Each lane's every n-th request takes several documents at once, or one that is acknowledged already. */
const LINES_EVERY = 4;
const AGAIN_EVERY = 5;
const LINES = 5;
const NEWLINE = 0x0a;

/** Documents on their way to a server that dies again and again: each is sent until it is acknowledged. */
export class Uploads {
  readonly promised = new Map<Digest, Promised>();
  private unacknowledged: Document[] = [];
  private requests = 0;

  constructor(private readonly supply: Iterator<Document, never>) {}

  /** Sends over several connections until the server is gone; resolves when each lane has noticed. */
  async untilConnectionLost(client: HttpClient, onAcknowledged: () => void): Promise<void> {
    await this.lanes(() => this.lane(client, () => this.next(), onAcknowledged));
  }

  /** Sends what was never acknowledged, until it is. */
  async retry(client: HttpClient): Promise<void> {
    const left = (): readonly Document[] => this.unacknowledged.splice(0, 1);
    await this.lanes(() => this.lane(client, left, () => undefined));
    if (this.unacknowledged.length > 0) throw new Error('the connection was lost while nobody killed the server');
  }

  private async lanes(lane: () => Promise<void>): Promise<void> {
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  private async lane(client: HttpClient, next: () => readonly Document[], onAcknowledged: () => void): Promise<void> {
    for (let batch = next(); batch.length > 0; batch = next()) {
      const { acknowledged, lost } = await send(client, batch);
      this.note(batch, acknowledged);
      if (lost) return;
      onAcknowledged();
    }
  }

  /** First what a dead server left open, sometimes what is held already, else something new. */
  private next(): readonly Document[] {
    this.requests += 1;
    if (this.unacknowledged.length > 0) return this.unacknowledged.splice(0, 1);
    const held = [...this.promised.values()].at(-1 - (this.requests % 50));
    if (held !== undefined && this.requests % AGAIN_EVERY === 0) return [held.document];
    const wanted = this.requests % LINES_EVERY === 0 ? LINES : 1;
    return this.linesOf(Array.from({ length: wanted }, () => this.supply.next().value));
  }

  /** A document of several lines travels alone. */
  private linesOf(documents: readonly Document[]): readonly Document[] {
    const lines = documents.filter(({ bytes }) => !bytes.includes(NEWLINE));
    if (lines.length === documents.length || documents.length === 1) return documents;
    this.unacknowledged.push(...documents.filter((document) => !lines.includes(document)));
    return lines;
  }

  private note(batch: readonly Document[], acknowledgements: readonly Acknowledgement[]): void {
    const answers = new Map(acknowledgements.map((answer) => [answer.digest, answer]));
    for (const document of batch) {
      const answer = answers.get(document.digest);
      if (answer === undefined) this.unacknowledged.push(document);
      else this.keep(document, answer);
    }
  }

  private keep(document: Document, { id, outcome }: Acknowledgement): void {
    const known = this.promised.get(document.digest);
    if (known !== undefined && known.id !== id)
      throw new Error(`${document.digest} has two ids: ${known.id} and ${id}`);
    const promise = known ?? { id, document, times: 0 };
    if (outcome === 'received') promise.times += 1;
    this.promised.set(document.digest, promise);
  }
}

interface Sent {
  readonly acknowledged: readonly Acknowledgement[];
  /** The server went away before it had answered for all. */
  readonly lost: boolean;
}

async function send(client: HttpClient, batch: readonly Document[]): Promise<Sent> {
  const [only] = batch;
  try {
    if (batch.length === 1 && only !== undefined) {
      return { acknowledged: [await client.submit(only.bytes)], lost: false };
    }
    return { acknowledged: await client.submitLines(batch.map(({ bytes }) => bytes)), lost: false };
  } catch (error) {
    if (error instanceof ConnectionLost) return { acknowledged: acknowledgementsIn(error.received), lost: true };
    // a server whose database died first says that it cannot answer, and must not have said more
    if (error instanceof Refusal && error.status === 503) return { acknowledged: [], lost: true };
    throw error;
  }
}
