import { Judge, type Inquiries, type Inspection, type Judgement, type Topic, type Trust } from '#application';
import type { AssessmentInput, FrameworkTexts } from '#compliance';

import { JudgementRoom, type Evaluation } from './judgement.js';

/** Judges in the calling thread: for tests, tools and debugging. */
export class InlineJudge extends Judge {
  private readonly room = new JudgementRoom();

  async inspect(items: readonly Uint8Array[]): Promise<readonly Inspection[]> {
    return Promise.resolve(this.room.inspect(items));
  }

  async judge(items: readonly Uint8Array[], trust: Trust): Promise<readonly Judgement[]> {
    return Promise.resolve(this.room.judge(items, trust));
  }

  async evaluate(input: AssessmentInput, framework: FrameworkTexts): Promise<Evaluation> {
    return Promise.resolve(this.room.evaluate(input, framework));
  }

  async answer<T extends Topic>(
    topic: T,
    asked: Inquiries[T]['asked'],
    framework: FrameworkTexts,
  ): Promise<Inquiries[T]['answer']> {
    return Promise.resolve(this.room.answer(topic, asked, framework));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
