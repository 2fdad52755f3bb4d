import {
  Judge,
  type Inquiries,
  type Inspection,
  type JudgedBy,
  type Judgement,
  type Topic,
  type Trust,
} from '#application';
import type { AssessmentInput, FrameworkTexts } from '#compliance';
import { digestOf, type Digest } from '#kernel';

/** Judges as the real one does, but for documents that it cannot bear: then it throws, as a crashing thread does. */
export class PoisonableJudge extends Judge {
  /** What it throws, by document. */
  readonly poison = new Map<Digest, Error>();
  /** How often each document was judged alone or in a batch, in vain or not. */
  readonly asked = new Map<Digest, number>();

  constructor(private readonly healthy: Judge) {
    super();
  }

  inspect(items: readonly Uint8Array[]): Promise<readonly Inspection[]> {
    return this.healthy.inspect(items);
  }

  async judge(items: readonly Uint8Array[], trust: Trust): Promise<readonly Judgement[]> {
    const digests = items.map(digestOf);
    for (const digest of digests) this.asked.set(digest, (this.asked.get(digest) ?? 0) + 1);
    const pain = digests.map((digest) => this.poison.get(digest)).find((error) => error !== undefined);
    if (pain !== undefined) throw pain;
    return this.healthy.judge(items, trust);
  }

  evaluateEach(input: AssessmentInput, frameworks: readonly JudgedBy[]) {
    return this.healthy.evaluateEach(input, frameworks);
  }

  answer<T extends Topic>(
    topic: T,
    asked: Inquiries[T]['asked'],
    framework: FrameworkTexts,
  ): Promise<Inquiries[T]['answer']> {
    return this.healthy.answer(topic, asked, framework);
  }
}
