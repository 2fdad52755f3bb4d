import {
  Judge,
  type Inquiries,
  type Inspection,
  type JudgedBy,
  type Judgement,
  type Topic,
  type Trust,
} from '#application';
import type { AssessmentInput, Evaluation, FrameworkTexts } from '#compliance';

import { JudgementRoom } from './judgement.js';

/** Judges in the calling thread: for tests, tools and debugging. */
export class InlineJudge extends Judge {
  private readonly room = new JudgementRoom();

  async inspect(items: readonly Uint8Array[]): Promise<readonly Inspection[]> {
    return Promise.resolve(this.room.inspect(items));
  }

  async judge(items: readonly Uint8Array[], trust: Trust): Promise<readonly Judgement[]> {
    return Promise.resolve(this.room.judge(items, trust));
  }

  async evaluateEach(input: AssessmentInput, frameworks: readonly JudgedBy[]): Promise<readonly Evaluation[]> {
    return Promise.resolve(this.room.evaluateEach(input, frameworks));
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
