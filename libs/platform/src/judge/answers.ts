import type { Inquiries, Topic } from '#application';
import {
  compareAssessments,
  drawSample,
  explainControl,
  planGaps,
  type AssessmentInput,
  type Framework,
  type FrameworkTexts,
} from '#compliance';

/** What an input is to be judged by: what was given with the question, unless these are given. */
type FrameworkOf = (input: AssessmentInput, texts?: FrameworkTexts) => Framework;

type Answers = {
  readonly [T in Topic]: (asked: Inquiries[T]['asked'], frameworkOf: FrameworkOf) => Inquiries[T]['answer'];
};

/** What is asked about the input of a judgement, answered by the framework it was gathered for. */
export const answers: Answers = {
  explanation: ({ input, control }, frameworkOf) => explainControl(input, frameworkOf(input), control),
  plan: ({ input, profile }, frameworkOf) => planGaps(input, frameworkOf(input), profile).plan,
  comparison: ({ from, to, toFramework }, frameworkOf) =>
    compareAssessments(sideOf(from, frameworkOf(from)), sideOf(to, frameworkOf(to, toFramework))),
  sample: ({ input, size, seed }) => drawSample(input, { size, seed }),
};

function sideOf(input: AssessmentInput, { catalog, mapping }: Framework) {
  return { input, catalog, mapping };
}
