/** Remembers the last `capacity` answers by key, least recently used out first. A capacity of 0 remembers nothing. */
export class Memo<T> {
  readonly #answers = new Map<string, T>();

  constructor(private readonly capacity: number) {}

  /** @param isKept whether an answer is worth giving again */
  get(key: string, compute: () => T, isKept: (answer: T) => boolean = always): T {
    if (this.capacity === 0) return compute();
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known;
    }
    const answer = compute();
    if (!isKept(answer)) return answer;
    this.#answers.set(key, answer);
    if (this.#answers.size > this.capacity) {
      const [oldest] = this.#answers.keys();
      if (oldest !== undefined) this.#answers.delete(oldest);
    }
    return answer;
  }
}

function always(): boolean {
  return true;
}
