import { Judge, type Inquiries, type Inspection, type Judgement, type Topic, type Trust } from '#application';
import type { AssessmentInput, Framework } from '#compliance';

import { JudgementRoom, type Evaluation } from './judgement.js';

/** Judges in the calling thread: for tests, tools and debugging. */
export class InlineJudge extends Judge {
  private readonly room: JudgementRoom;

  constructor(framework: Framework) {
    super();
    this.room = new JudgementRoom(framework);
  }

  async inspect(items: readonly Uint8Array[]): Promise<readonly Inspection[]> {
    return Promise.resolve(this.room.inspect(items));
  }

  async judge(items: readonly Uint8Array[], trust: Trust): Promise<readonly Judgement[]> {
    return Promise.resolve(this.room.judge(items, trust));
  }

  async evaluate(input: AssessmentInput): Promise<Evaluation> {
    return Promise.resolve(this.room.evaluate(input));
  }

  async answer<T extends Topic>(topic: T, asked: Inquiries[T]['asked']): Promise<Inquiries[T]['answer']> {
    return Promise.resolve(this.room.answer(topic, asked));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
