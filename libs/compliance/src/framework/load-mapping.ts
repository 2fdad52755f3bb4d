import type { Catalog } from './catalog.js';
import { fieldTypeOf, HUMAN_CLAIMS, isOpenFindingField, type FieldType } from './claim-fields.js';
import type { ClaimKind } from '../claims/claim.js';
import { controlsOf } from './catalog-controls.js';
import { mappingSchema } from './framework-schema.js';
import { allowsCap } from './grade.js';
import type { ClaimRequirement, Condition, ControlMapping, Mapping, Requirement } from './mapping.js';
import { branchesOf } from './requirement-tree.js';
import { YamlSource, type Path } from './yaml-source.js';

const MAX_DEPTH = 8;

/**
 * Reads a mapping file for `catalog`; `file` is its name for messages. What is accepted here can be evaluated: every
 * control is mapped, no tree is empty, every field exists and is compared with what it can hold.
 * @throws ParseError MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadMapping(text: string, file: string, catalog: Catalog): Mapping {
  const source = new YamlSource(text, file);
  const mapping = source.read(mappingSchema, 'MAPPING_INVALID');
  const check = new MappingCheck(source);
  check.fits(mapping, catalog);
  for (const [id, control] of Object.entries(mapping.controls)) check.control(['controls', id], control);
  return mapping;
}

/** The checks that no schema expresses; each refuses with the line it is about. */
class MappingCheck {
  constructor(private readonly source: YamlSource) {}

  fits(mapping: Mapping, catalog: Catalog): void {
    if (mapping.catalog !== catalog.id) this.#refuse(['catalog'], `this mapping is not for catalog ${catalog.id}`);
    const ids = new Set(controlsOf(catalog).map(({ id }) => id));
    for (const id of Object.keys(mapping.controls)) {
      if (!ids.has(id)) this.#refuse(['controls', id], `catalog ${catalog.id} has no control ${id}`);
    }
    const unmapped = [...ids].find((id) => !Object.hasOwn(mapping.controls, id));
    if (unmapped !== undefined) this.#refuse(['controls'], `control ${unmapped} of ${catalog.id} is not mapped`);
  }

  control(path: Path, { grade, cap, requires }: ControlMapping): void {
    if (!allowsCap(grade, cap)) this.#refuse([...path, 'cap'], `grade ${grade} does not allow the cap ${cap}`);
    if (cap === 'manual' && requires !== undefined) {
      this.#refuse([...path, 'requires'], 'a manual control has no machine part: remove requires, or raise the cap');
    }
    if (cap !== 'manual' && requires === undefined) {
      this.#refuse(path, `requires is missing: a cap of ${cap} needs a machine part`);
    }
    if (requires !== undefined) this.#requirement([...path, 'requires'], requires, 1);
  }

  #requirement(path: Path, requirement: Requirement, depth: number): void {
    if (depth > MAX_DEPTH) this.#refuse(path, `the tree is deeper than ${MAX_DEPTH}`);
    if ('claim' in requirement) {
      this.#leaf(path, requirement);
      return;
    }
    if ('atLeast' in requirement && requirement.atLeast > requirement.of.length) {
      this.#refuse([...path, 'atLeast'], `${requirement.atLeast} of ${requirement.of.length} can never be met`);
    }
    const key = 'allOf' in requirement ? 'allOf' : 'anyOf' in requirement ? 'anyOf' : 'of';
    branchesOf(requirement).forEach((branch, index) => this.#requirement([...path, key, index], branch, depth + 1));
  }

  #leaf(path: Path, leaf: ClaimRequirement): void {
    const human: readonly ClaimKind[] = HUMAN_CLAIMS;
    if (human.includes(leaf.claim)) {
      this.#refuse([...path, 'claim'], `${leaf.claim} is the word of a person, which is no machine evidence`);
    }
    for (const part of ['select', 'where', 'unless'] as const) {
      leaf[part]?.forEach((condition, index) => {
        const at = [...path, part, index];
        this.#condition(at, leaf.claim, condition);
        if (part === 'select' && isOpenFindingField(condition.field)) {
          this.#refuse(at, `${condition.field} changes with time: it can be asked for, but not selected by`);
        }
      });
    }
  }

  #condition(path: Path, claim: ClaimKind, condition: Condition): void {
    const type = fieldTypeOf(claim, condition.field);
    if (type === undefined) this.#refuse([...path, 'field'], `a ${claim} has no field ${condition.field}`);
    else if (!fitsType(condition, type)) {
      this.#refuse(path, `${condition.field} is ${inWords(type)}, which cannot be compared so`);
    }
  }

  #refuse(path: Path, reason: string): never {
    throw this.source.refusal(path, 'MAPPING_INVALID', reason);
  }
}

function fitsType(condition: Condition, type: FieldType): boolean {
  if ('present' in condition) return true;
  if ('atLeast' in condition || 'atMost' in condition) return type === 'number';
  if ('in' in condition) return type !== 'boolean' && condition.in.every((operand) => fitsOperand(operand, type));
  return fitsOperand('is' in condition ? condition.is : condition.isNot, type);
}

function fitsOperand(operand: string | number | boolean, type: FieldType): boolean {
  if (typeof type === 'object') return type.some((word) => word === operand);
  if (type === 'boolean' || type === 'number') return typeof operand === type;
  return typeof operand === 'string';
}

function inWords(type: FieldType): string {
  if (typeof type === 'object') return `one of ${type.join(', ')}`;
  const words = { boolean: 'true or false', number: 'a number', text: 'text', texts: 'a list of texts' } as const;
  return words[type];
}
