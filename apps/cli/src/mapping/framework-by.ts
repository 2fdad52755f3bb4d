import { composeFramework, type Framework } from '#compliance';
import { AppError } from '#kernel';

import type { JudgedWorkspace } from '../workspace/judged-workspace.js';
import { readMapping } from './read-mapping.js';

/** By what else something could be judged: a mapping in a file, or a framework of this installation. */
export interface FrameworkChoice {
  readonly toMapping?: string;
  readonly toFramework?: string;
}

/**
 * The framework that was chosen, else the one in force. Layers of the workspace stay on top of the mapping that they are for.
 * @throws AppError invalid FRAMEWORK_TWICE; not-found FRAMEWORK_UNKNOWN; ParseError MAPPING_INVALID, …
 */
export async function frameworkBy(
  { toMapping, toFramework }: FrameworkChoice,
  { framework: inForce, frameworkOf }: Pick<JudgedWorkspace, 'framework' | 'frameworkOf'>,
): Promise<Framework> {
  if (toMapping !== undefined && toFramework !== undefined) {
    throw new AppError('invalid', 'FRAMEWORK_TWICE', 'name a mapping or a framework, not both');
  }
  if (toFramework !== undefined) return frameworkOf(toFramework);
  if (toMapping === undefined) return inForce;
  const chosen = await readMapping(toMapping);
  const { layers } = inForce.texts;
  return chosen.mapping.id === inForce.mapping.id ? composeFramework({ ...chosen.texts, layers }) : chosen;
}
