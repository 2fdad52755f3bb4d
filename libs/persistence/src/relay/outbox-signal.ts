import { Client } from 'pg';

export const OUTBOX_CHANNEL = 'averment_outbox';

/** Wakes whoever waits when something enters the outbox. A lost connection costs only the wake-up: the wait still ends. */
export class OutboxSignal {
  private client: Promise<Client> | undefined;
  private closed = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly url: string) {}

  /** Resolves at the next insert into the outbox or after `milliseconds`, whichever is first; at once after `close`. */
  async wait(milliseconds: number): Promise<void> {
    if (this.closed) return;
    const woken = this.nextWakeUp(milliseconds);
    this.client ??= this.listen();
    await this.client.catch(() => (this.client = undefined));
    await woken;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    const client = await this.client?.catch(() => undefined);
    await client?.end();
  }

  private nextWakeUp(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.waiting.add(wake);
    });
  }

  private wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  private async listen(): Promise<Client> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5000 });
    client.on('notification', () => this.wake());
    // Without a listener an error of an idle connection would end the process.
    client.on('error', () => (this.client = undefined));
    client.on('end', () => (this.client = undefined));
    await client.connect();
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    return client;
  }
}
