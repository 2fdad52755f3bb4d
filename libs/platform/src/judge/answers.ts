import type { Inquiries, Topic } from '#application';
import {
  compareAssessments,
  drawSample,
  explainControl,
  planGaps,
  type AssessmentInput,
  type Framework,
} from '#compliance';
import { AppError } from '#kernel';

type Answers = {
  readonly [T in Topic]: (asked: Inquiries[T]['asked'], framework: Framework) => Inquiries[T]['answer'];
};

/** What is asked about the input of a judgement, answered by the framework it was gathered for. */
export const answers: Answers = {
  explanation: ({ input, control }, framework) => explainControl(ownInput(input, framework), framework, control),
  plan: ({ input, profile }, framework) => planGaps(ownInput(input, framework), framework, profile).plan,
  comparison: ({ from, to }, framework) => compareAssessments(sideOf(from, framework), sideOf(to, framework)),
  sample: ({ input, size, seed }, framework) => drawSample(ownInput(input, framework), { size, seed }),
};

function sideOf(input: AssessmentInput, framework: Framework) {
  const { catalog, mapping } = framework;
  return { input: ownInput(input, framework), catalog, mapping };
}

/** @throws AppError conflict FRAMEWORK_CHANGED when the input names another catalog or mapping than ours */
export function ownInput(
  input: AssessmentInput,
  { catalogDigest, mappingDigest }: Pick<Framework, 'catalogDigest' | 'mappingDigest'>,
): AssessmentInput {
  if (input.catalog === catalogDigest && input.mapping.join() === mappingDigest) return input;
  const message = 'this input is for another catalog or mapping than this installation judges by: gather it again';
  throw new AppError('conflict', 'FRAMEWORK_CHANGED', message);
}
