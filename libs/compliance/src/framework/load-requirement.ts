import { HUMAN_CLAIMS, isComputedField } from './claim-fields.js';
import type { ClaimKind } from '../claims/claim.js';
import { compileCondition } from '../condition/compile-condition.js';
import type { Condition } from '../condition/condition.js';
import type { ClaimRequirement, Requirement } from './mapping.js';
import { branchesOf, MAX_DEPTH, withBranches } from './requirement-tree.js';
import type { Path, YamlSource } from './yaml-source.js';

/** Each condition is parsed and checked on loading; the shipped mapping has about sixty. */
const MAX_CONDITIONS = 2000;

/** Makes the trees of one file ready to be judged by; each refusal names the line it is about. */
export class RequirementLoader {
  #conditions = 0;

  constructor(private readonly source: YamlSource) {}

  /** @throws ParseError MAPPING_INVALID */
  load(path: Path, requirement: Requirement<string>): Requirement {
    return this.#requirement(path, requirement, 1);
  }

  #requirement(path: Path, requirement: Requirement<string>, depth: number): Requirement {
    if (depth > MAX_DEPTH) this.#refuse(path, `the tree is deeper than ${MAX_DEPTH}`);
    if ('claim' in requirement) return this.#leaf(path, requirement);
    if ('atLeast' in requirement && requirement.atLeast > requirement.of.length) {
      this.#refuse([...path, 'atLeast'], `${requirement.atLeast} of ${requirement.of.length} can never be met`);
    }
    const key = 'allOf' in requirement ? 'allOf' : 'anyOf' in requirement ? 'anyOf' : 'of';
    const branches = branchesOf(requirement);
    return withBranches(
      requirement,
      branches.map((branch, index) => this.#requirement([...path, key, index], branch, depth + 1)),
    );
  }

  #leaf(path: Path, { select, where, unless, ...leaf }: ClaimRequirement<string>): ClaimRequirement {
    const human: readonly ClaimKind[] = HUMAN_CLAIMS;
    if (human.includes(leaf.claim)) {
      this.#refuse([...path, 'claim'], `${leaf.claim} is the word of a person, which is no machine evidence`);
    }
    const compile = (part: string, source: string) => this.#condition([...path, part], leaf.claim, source);
    return {
      ...leaf,
      ...(select !== undefined && { select: this.#selection([...path, 'select'], compile('select', select)) }),
      ...(where !== undefined && { where: compile('where', where) }),
      ...(unless !== undefined && { unless: compile('unless', unless) }),
    };
  }

  #condition(path: Path, claim: ClaimKind, source: string): Condition {
    this.#conditions += 1;
    if (this.#conditions > MAX_CONDITIONS) this.#refuse(path, `there are more than ${MAX_CONDITIONS} conditions`);
    return compileCondition(claim, source, (reason) => this.#refuse(path, reason));
  }

  #selection(path: Path, select: Condition): Condition {
    const changing = select.fields.find(isComputedField);
    if (changing !== undefined) {
      this.#refuse(path, `${changing} changes with time: it can be asked for, but not selected by`);
    }
    return select;
  }

  #refuse(path: Path, reason: string): never {
    throw this.source.refusal(path, 'MAPPING_INVALID', reason);
  }
}
