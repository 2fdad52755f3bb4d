import type { Inquiries, Inspection, JudgedBy, Judgement, Topic, Trust } from '#application';
import type { AssessmentInput, Evaluation, FrameworkTexts } from '#compliance';
import { AppError, type ErrorKind } from '#kernel';

import type { JudgementRoom } from './judgement.js';

/** What crosses into a thread, by structured clone. */
export type Task =
  | { readonly kind: 'inspect'; readonly items: readonly Uint8Array[] }
  | { readonly kind: 'judge'; readonly items: readonly Uint8Array[]; readonly trust: Trust }
  | { readonly kind: 'evaluate'; readonly input: AssessmentInput; readonly frameworks: readonly JudgedBy[] }
  | {
      readonly kind: 'answer';
      readonly topic: Topic;
      readonly asked: Inquiries[Topic]['asked'];
      readonly framework: FrameworkTexts;
    };

export interface TaskResults {
  readonly inspect: readonly Inspection[];
  readonly judge: readonly Judgement[];
  readonly evaluate: readonly Evaluation[];
  readonly answer: Inquiries[Topic]['answer'];
}

/** What comes back: an error would lose its kind and code on the way, so it travels as data. */
export type Reply =
  | { readonly kind: 'done'; readonly result: TaskResults[keyof TaskResults] }
  | { readonly kind: 'refused'; readonly errorKind: ErrorKind; readonly code: string; readonly message: string };

export function perform(room: JudgementRoom, task: Task): Reply {
  try {
    return { kind: 'done', result: resultOf(room, task) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: 'refused', errorKind: error.kind, code: error.code, message: error.message };
  }
}

function resultOf(room: JudgementRoom, task: Task): TaskResults[keyof TaskResults] {
  switch (task.kind) {
    case 'inspect':
      return room.inspect(task.items);
    case 'judge':
      return room.judge(task.items, task.trust);
    case 'evaluate':
      return room.evaluateEach(task.input, task.frameworks);
    case 'answer':
      return room.answer(task.topic, task.asked, task.framework);
  }
}
