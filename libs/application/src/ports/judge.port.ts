import type {
  AssessmentInput,
  Comparison,
  ControlExplanation,
  Evaluation,
  Fact,
  Finding,
  FrameworkTexts,
  GapPlan,
  Profile,
  Sample,
  SbomIndex,
} from '#compliance';
import type { Digest, SubjectDigest } from '#kernel';
import type { Distrust, TrustRootSource, TrustRule, Verdict } from '#verification';

import type { ManifestRecord } from '../records.js';

/** What the door needs to know about bytes before it believes anything. */
export interface Inspection {
  readonly digest: Digest;
  readonly format: string;
  readonly kind: string;
  readonly subjects: readonly SubjectDigest[];
}

export interface Trust {
  readonly roots: readonly TrustRootSource[];
  readonly rules: readonly TrustRule[];
  /** Who or what is not trusted any more, by statement. */
  readonly distrusts: readonly Distrust[];
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  /** What a verified SBOM lists, by digest. */
  readonly sbom?: SbomIndex;
  readonly manifest?: {
    readonly organization: string;
    readonly product: string;
    readonly release: string;
    readonly record: ManifestRecord;
  };
}

/** What can be asked about the input of a judgement, by topic, and what is answered. */
export interface Inquiries {
  readonly explanation: {
    readonly asked: { readonly input: AssessmentInput; readonly control: string };
    readonly answer: ControlExplanation;
  };
  readonly plan: {
    readonly asked: { readonly input: AssessmentInput; readonly profile: Profile };
    readonly answer: GapPlan;
  };
  readonly comparison: {
    /** `to` may be judged by something else. */
    readonly asked: {
      readonly from: AssessmentInput;
      readonly to: AssessmentInput;
      readonly toFramework?: FrameworkTexts;
    };
    readonly answer: Comparison;
  };
  readonly sample: {
    readonly asked: { readonly input: AssessmentInput; readonly size: number; readonly seed: string };
    readonly answer: Sample;
  };
}
export type Topic = keyof Inquiries;

/** What an input names a framework by, and its files. */
export interface JudgedBy extends Pick<AssessmentInput, 'catalog' | 'mapping'> {
  readonly texts: FrameworkTexts;
}

/** CPU work of the pure rooms, off the event loop: pure functions of their arguments. */
export abstract class Judge {
  abstract inspect(items: readonly Uint8Array[]): Promise<readonly Inspection[]>;
  /** Verifies and extracts, one result per item, in order. Never throws for what the bytes contain. */
  abstract judge(items: readonly Uint8Array[], trust: Trust): Promise<readonly Judgement[]>;
  /** @throws AppError conflict FRAMEWORK_CHANGED when the input names other files than these */
  async evaluate(input: AssessmentInput, texts: FrameworkTexts): Promise<Evaluation> {
    const [evaluation] = await this.evaluateEach(input, [{ catalog: input.catalog, mapping: input.mapping, texts }]);
    if (evaluation === undefined) throw new TypeError('one framework was asked for and none answered');
    return evaluation;
  }
  /**
   * The same things known judged by each of these, in order, as if the input had been gathered for it.
   * @throws AppError conflict FRAMEWORK_CHANGED when files are others than the digests beside them say
   */
  abstract evaluateEach(input: AssessmentInput, frameworks: readonly JudgedBy[]): Promise<readonly Evaluation[]>;
  /**
   * Keeps nothing: what follows from an input, by the framework that it was gathered for.
   * @throws AppError conflict FRAMEWORK_CHANGED; and what the topic throws
   */
  abstract answer<T extends Topic>(
    topic: T,
    asked: Inquiries[T]['asked'],
    framework: FrameworkTexts,
  ): Promise<Inquiries[T]['answer']>;
}
