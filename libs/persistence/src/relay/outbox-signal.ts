import { Client } from 'pg';

export const OUTBOX_CHANNEL = 'averment_outbox';

/** Wakes whoever waits when something enters the outbox. A lost connection costs only the wake-up: the wait still ends. */
export class OutboxSignal {
  private client: Promise<Client | undefined> | undefined;
  private closed = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly url: string) {}

  /** Resolves at the next insert into the outbox or after `milliseconds`, whichever is first; at once after `close`. */
  wait(milliseconds: number): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.client ??= this.listen();
    return this.nextWakeUp(milliseconds);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    await (await this.client)?.end();
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

  /** A listening connection, or undefined when there is none to be had now; the next wait tries again. */
  private listen(): Promise<Client | undefined> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5000 });
    const listening = this.start(client).catch(() => undefined);
    const forget = () => {
      if (this.client === listening) this.client = undefined;
    };
    client.on('notification', () => this.wake());
    // Without a listener an error of an idle connection would end the process.
    client.on('error', forget);
    client.on('end', forget);
    void listening.then((started) => {
      if (started === undefined) forget();
    });
    return listening;
  }

  private async start(client: Client): Promise<Client> {
    await client.connect();
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    return client;
  }
}
