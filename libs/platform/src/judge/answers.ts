import type { Inquiries, Topic } from '#application';
import {
  compareAssessments,
  drawSample,
  explainControl,
  planGaps,
  type AssessmentInput,
  type Framework,
} from '#compliance';

/** What an input is to be judged by. */
type FrameworkOf = (input: AssessmentInput) => Framework;

type Answers = {
  readonly [T in Topic]: (asked: Inquiries[T]['asked'], frameworkOf: FrameworkOf) => Inquiries[T]['answer'];
};

/** What is asked about the input of a judgement, answered by the framework it was gathered for. */
export const answers: Answers = {
  explanation: ({ input, control }, frameworkOf) => explainControl(input, frameworkOf(input), control),
  plan: ({ input, profile }, frameworkOf) => planGaps(input, frameworkOf(input), profile).plan,
  comparison: ({ from, to }, frameworkOf) => compareAssessments(sideOf(from, frameworkOf), sideOf(to, frameworkOf)),
  sample: ({ input, size, seed }) => drawSample(input, { size, seed }),
};

function sideOf(input: AssessmentInput, frameworkOf: FrameworkOf) {
  const { catalog, mapping } = frameworkOf(input);
  return { input, catalog, mapping };
}
