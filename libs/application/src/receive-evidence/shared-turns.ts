import { AppError } from '#kernel';

interface Delivery<Item, Answer> {
  readonly items: readonly Item[];
  readonly resolve: (answers: readonly Answer[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does work in turns, one at a time for each key: what arrives while a turn is under way waits for the next and shares
 * it. Nothing waits when nothing is under way, and a transaction costs the same for many as for one.
 */
export class SharedTurns<Key, Item, Answer> {
  /** A key is here while a turn of it is under way. */
  private readonly waiting = new Map<Key, Delivery<Item, Answer>[]>();

  /** @param work all of it or nothing: one answer per item, in order. @param most items in one turn */
  constructor(
    private readonly work: (key: Key, items: readonly Item[]) => Promise<readonly Answer[]>,
    private readonly most: number,
  ) {}

  /** One answer per item, in order; rejects as `work` does for these items. */
  run(key: Key, items: readonly Item[]): Promise<readonly Answer[]> {
    return new Promise((resolve, reject) => {
      const delivery = { items, resolve, reject };
      const queue = this.waiting.get(key);
      if (queue !== undefined) {
        queue.push(delivery);
        return;
      }
      this.waiting.set(key, [delivery]);
      void this.takeTurns(key);
    });
  }

  private async takeTurns(key: Key): Promise<void> {
    for (let turn = this.next(key); turn.length > 0; turn = this.next(key)) await this.take(key, turn);
    this.waiting.delete(key);
  }

  private next(key: Key): readonly Delivery<Item, Answer>[] {
    const queue = this.waiting.get(key) ?? [];
    let items = 0;
    const full = queue.findIndex((delivery, index) => (items += delivery.items.length) > this.most && index > 0);
    return queue.splice(0, full === -1 ? queue.length : full);
  }

  /** Together; when that fails, each for itself, so that nobody fails for what somebody else has sent. */
  private async take(key: Key, turn: readonly Delivery<Item, Answer>[]): Promise<void> {
    try {
      const answers = (
        await this.work(
          key,
          turn.flatMap(({ items }) => items),
        )
      ).values();
      for (const { items, resolve } of turn) resolve(items.flatMap(() => answers.next().value ?? []));
    } catch (error) {
      if (turn.length === 1 || isOutOfReach(error)) for (const { reject } of turn) reject(error);
      else for (const delivery of turn) await this.take(key, [delivery]);
    }
  }
}

/** Then it is nobody's items, and trying each for itself would only make them all wait longer. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof AppError && error.kind === 'unavailable';
}
