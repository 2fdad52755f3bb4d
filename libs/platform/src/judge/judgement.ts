import type { Inquiries, Inspection, Judgement, Topic, Trust } from '#application';
import {
  evaluateWithBytes,
  judgeEvidence,
  type Assessment,
  type AssessmentInput,
  type FrameworkTexts,
} from '#compliance';
import { namedSubjects, parse } from '#evidence';

import { answers } from './answers.js';
import { FrameworkCache } from './framework-cache.js';
import { VerifierCache } from './verifier-cache.js';

export interface Evaluation {
  readonly assessment: Assessment;
  readonly inputBytes: Uint8Array;
}

/** What a judge does, wherever it does it: in this thread or in one of a pool. */
export class JudgementRoom {
  private readonly verifiers = new VerifierCache();
  private readonly frameworks = new FrameworkCache();

  inspect(items: readonly Uint8Array[]): Inspection[] {
    return items.map((bytes) => {
      const parsed = parse(bytes);
      const { digest, format, kind } = parsed;
      return { digest, format, kind, subjects: namedSubjects(parsed) };
    });
  }

  judge(items: readonly Uint8Array[], trust: Trust): Judgement[] {
    const verifier = this.verifiers.verifierFor(trust);
    return items.map((bytes) => {
      const { verdict, facts, findings, manifest } = judgeEvidence(bytes, verifier);
      return { verdict, facts, findings, ...(manifest && { manifest }) };
    });
  }

  /** @throws AppError conflict FRAMEWORK_CHANGED when the input names another catalog or mapping than these */
  evaluate(input: AssessmentInput, texts: FrameworkTexts): Evaluation {
    return evaluateWithBytes(input, this.frameworks.frameworkFor(input, texts));
  }

  /** @throws AppError conflict FRAMEWORK_CHANGED; and what the topic throws */
  answer<T extends Topic>(topic: T, asked: Inquiries[T]['asked'], texts: FrameworkTexts): Inquiries[T]['answer'] {
    return answers[topic](asked, (input, own = texts) => this.frameworks.frameworkFor(input, own));
  }
}
