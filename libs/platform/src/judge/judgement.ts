import type { Inquiries, Inspection, JudgedBy, Judgement, Topic, Trust } from '#application';
import { evaluateEach, judgeEvidence, type AssessmentInput, type Evaluation, type FrameworkTexts } from '#compliance';
import { namedSubjects, parse } from '#evidence';

import { answers } from './answers.js';
import { FrameworkCache } from './framework-cache.js';
import { VerifierCache } from './verifier-cache.js';

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
      const { verdict, facts, findings, manifest, sbom } = judgeEvidence(bytes, verifier);
      return { verdict, facts, findings, ...(manifest && { manifest }), ...(sbom && { sbom }) };
    });
  }

  /** @throws AppError conflict FRAMEWORK_CHANGED when files are others than the digests beside them say */
  evaluateEach(input: AssessmentInput, frameworks: readonly JudgedBy[]): readonly Evaluation[] {
    return evaluateEach(
      input,
      frameworks.map((names) => this.frameworks.frameworkFor(names, names.texts)),
    );
  }

  /** @throws AppError conflict FRAMEWORK_CHANGED; and what the topic throws */
  answer<T extends Topic>(topic: T, asked: Inquiries[T]['asked'], texts: FrameworkTexts): Inquiries[T]['answer'] {
    return answers[topic](asked, (input, own = texts) => this.frameworks.frameworkFor(input, own));
  }
}
