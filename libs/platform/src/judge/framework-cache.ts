import { composeFramework, type AssessmentInput, type Framework, type FrameworkTexts } from '#compliance';
import { AppError } from '#kernel';

/** Few organizations judge at once in one thread, each by few frameworks. */
const MAX_FRAMEWORKS = 32;

/** Frameworks by the digests that inputs name, so that files are read once and not once per judgement. */
export class FrameworkCache {
  readonly #known = new Map<string, Framework>();

  /**
   * What this input is to be judged by.
   * @throws AppError conflict FRAMEWORK_CHANGED when the input names other files than these; ParseError as composeFramework
   */
  frameworkFor(input: Pick<AssessmentInput, 'catalog' | 'mapping'>, texts: FrameworkTexts): Framework {
    const key = keyOf(input.catalog, input.mapping);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const framework = composeFramework(texts);
    if (keyOf(framework.catalogDigest, framework.mappingDigests) !== key) {
      const message = 'this input is for another catalog or mapping than the one in force: gather it again';
      throw new AppError('conflict', 'FRAMEWORK_CHANGED', message);
    }
    this.#remember(key, framework);
    return framework;
  }

  #remember(key: string, framework: Framework): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_FRAMEWORKS && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, framework);
  }
}

function keyOf(catalog: string, mapping: readonly string[]): string {
  return [catalog, ...mapping].join();
}
