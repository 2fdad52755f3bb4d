/** Does the same thing again and again until it is stopped. */
export class Loop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  /** @param round one round; the signal tells it to come to an end. It rests between rounds itself and never throws. */
  constructor(private readonly round: (stopping: AbortSignal) => Promise<void>) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) await this.round(this.stopping.signal);
  }
}

/** Rests, or less when it is told to stop. */
export function rest(milliseconds: number, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    stopping.addEventListener('abort', wake);
  });
}
