import type { Catalog } from './catalog.js';
import { controlsOf } from './catalog-controls.js';
import { mappingSchema } from './framework-schema.js';
import { allowsCap } from './grade.js';
import { RequirementLoader } from './load-requirement.js';
import type { ControlMapping, Mapping } from './mapping.js';
import { YamlSource, type Path } from './yaml-source.js';

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
  readonly #requirements: RequirementLoader;

  constructor(private readonly source: YamlSource) {
    this.#requirements = new RequirementLoader(source);
  }

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
    return requires === undefined
      ? rest
      : { ...rest, requires: this.#requirements.load([...path, 'requires'], requires) };
  }

  #refuse(path: Path, reason: string): never {
    throw this.source.refusal(path, 'MAPPING_INVALID', reason);
  }
}
