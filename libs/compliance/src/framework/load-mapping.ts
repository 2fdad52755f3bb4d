import type { Catalog } from './catalog.js';
import { HUMAN_CLAIMS, isOpenFindingField } from './claim-fields.js';
import type { ClaimKind } from '../claims/claim.js';
import { compileCondition } from '../condition/compile-condition.js';
import type { Condition } from '../condition/condition.js';
import { controlsOf } from './catalog-controls.js';
import { mappingSchema } from './framework-schema.js';
import { allowsCap } from './grade.js';
import type { ClaimRequirement, ControlMapping, Mapping, Requirement } from './mapping.js';
import { branchesOf, withBranches } from './requirement-tree.js';
import { YamlSource, type Path } from './yaml-source.js';

const MAX_DEPTH = 8;
/** Each condition is parsed and checked on loading; the shipped mapping has about sixty. */
const MAX_CONDITIONS = 2000;

/**
 * Reads a mapping file for `catalog`; `file` is its name for messages. What is accepted here can be evaluated: every
 * control is mapped, no tree is empty, every condition is a well-typed question about fields that the claim has.
 * @throws ParseError MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadMapping(text: string, file: string, catalog: Catalog): Mapping {
  const source = new YamlSource(text, file);
  const mapping = source.read(mappingSchema, 'MAPPING_INVALID');
  const loader = new MappingLoader(source);
  loader.fits(mapping, catalog);
  const controls = Object.entries(mapping.controls).map(([id, control]) => [
    id,
    loader.control(['controls', id], control),
  ]);
  return { ...mapping, controls: Object.fromEntries(controls) as Mapping['controls'] };
}

/**
 * Which mapping a file holds, and for which catalog, so that the catalog can be found before the mapping is loaded.
 * @throws ParseError MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED
 */
export function mappingNames(text: string, file: string): Pick<Mapping, 'id' | 'catalog'> {
  const { id, catalog } = new YamlSource(text, file).read(mappingSchema, 'MAPPING_INVALID');
  return { id, catalog };
}

/** The checks that no schema expresses; each refuses with the line it is about. */
class MappingLoader {
  #conditions = 0;

  constructor(private readonly source: YamlSource) {}

  fits(mapping: Mapping<string>, catalog: Catalog): void {
    if (mapping.catalog !== catalog.id) this.#refuse(['catalog'], `this mapping is not for catalog ${catalog.id}`);
    const ids = new Set(controlsOf(catalog).map(({ id }) => id));
    for (const id of Object.keys(mapping.controls)) {
      if (!ids.has(id)) this.#refuse(['controls', id], `catalog ${catalog.id} has no control ${id}`);
    }
    const unmapped = [...ids].find((id) => !Object.hasOwn(mapping.controls, id));
    if (unmapped !== undefined) this.#refuse(['controls'], `control ${unmapped} of ${catalog.id} is not mapped`);
  }

  control(path: Path, control: ControlMapping<string>): ControlMapping {
    const { requires, ...rest } = control;
    const { grade, cap } = rest;
    if (!allowsCap(grade, cap)) this.#refuse([...path, 'cap'], `grade ${grade} does not allow the cap ${cap}`);
    if (cap === 'manual' && requires !== undefined) {
      this.#refuse([...path, 'requires'], 'a manual control has no machine part: remove requires, or raise the cap');
    }
    if (cap !== 'manual' && requires === undefined) {
      this.#refuse(path, `requires is missing: a cap of ${cap} needs a machine part`);
    }
    return requires === undefined ? rest : { ...rest, requires: this.#requirement([...path, 'requires'], requires, 1) };
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
    const changing = select.fields.find(isOpenFindingField);
    if (changing !== undefined) {
      this.#refuse(path, `${changing} changes with time: it can be asked for, but not selected by`);
    }
    return select;
  }

  #refuse(path: Path, reason: string): never {
    throw this.source.refusal(path, 'MAPPING_INVALID', reason);
  }
}
