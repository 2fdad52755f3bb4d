import type { Inspection, Judgement, Trust } from '#application';
import { evaluate, judgeEvidence, type Assessment, type AssessmentInput, type Framework } from '#compliance';
import { namedSubjects, parse } from '#evidence';
import { AppError, canonicalJson, toUtf8 } from '#kernel';

import { VerifierCache } from './verifier-cache.js';

export interface Evaluation {
  readonly assessment: Assessment;
  readonly inputBytes: Uint8Array;
}

/** What a judge does, wherever it does it: in this thread or in one of a pool. */
export class JudgementRoom {
  private readonly verifiers = new VerifierCache();

  constructor(private readonly framework: Framework) {}

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

  /** @throws AppError conflict FRAMEWORK_CHANGED when the input names another catalog or mapping than ours */
  evaluate(input: AssessmentInput): Evaluation {
    const { catalog, catalogDigest, mapping, mappingDigest } = this.framework;
    if (input.catalog !== catalogDigest || input.mapping.join() !== mappingDigest) {
      const message = 'this input is for another catalog or mapping than this installation judges by: gather it again';
      throw new AppError('conflict', 'FRAMEWORK_CHANGED', message);
    }
    return { assessment: evaluate(input, catalog, mapping), inputBytes: toUtf8(canonicalJson(input)) };
  }
}
