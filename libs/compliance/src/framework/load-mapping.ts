import type { Catalog } from './catalog.js';
import { controlsOf } from './catalog-controls.js';
import { mappingSchema } from './framework-schema.js';
import { allowsCap } from './grade.js';
import { RequirementLoader } from './load-requirement.js';
import type { AdoptedMapping, MappingFile } from './mapping-file.js';
import type { ControlMapping, Mapping } from './mapping.js';
import { YamlSource, type Path } from './yaml-source.js';

/**
 * Reads a mapping file for `catalog`; `file` is its name for messages. What is accepted here can be evaluated: every
 * control is mapped, no tree is empty, every condition is a well-typed question about fields that the claim has.
 * @throws ParseError MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadMapping(text: string, file: string, catalog: Catalog): Mapping {
  return loadMappingOver(text, file, { catalog });
}

/**
 * The same, where it may take over controls of another mapping; those come out whole, as they stand there.
 * @throws ParseError as `loadMapping`
 */
export function loadMappingOver(
  text: string,
  file: string,
  { catalog, adopted }: { readonly catalog: Catalog; readonly adopted?: Mapping | undefined },
): Mapping {
  const source = new YamlSource(text, file);
  const written = source.read(mappingSchema, 'MAPPING_INVALID');
  const loader = new MappingLoader(source, adopted);
  loader.fits(written, catalog);
  return loader.load(written);
}

/**
 * A mapping that another one takes over controls of: all is checked but that it fits its catalog, which is not asked for.
 * @throws ParseError as `loadMapping`
 */
export function loadAdoptedMapping(text: string, file: string): Mapping {
  const source = new YamlSource(text, file);
  const written = source.read(mappingSchema, 'MAPPING_INVALID');
  if (written.adopts === undefined) return new MappingLoader(source).load(written);
  throw source.refusal(['adopts'], 'MAPPING_INVALID', 'what a mapping adopts cannot adopt from another one');
}

/**
 * Which mapping a file holds, for which catalog, and what it adopts, so that those can be found before it is loaded.
 * @throws ParseError MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED
 */
export function mappingNames(text: string, file: string): Pick<MappingFile, 'id' | 'catalog' | 'adopts'> {
  const { id, catalog, adopts } = new YamlSource(text, file).read(mappingSchema, 'MAPPING_INVALID');
  return { id, catalog, ...(adopts !== undefined && { adopts }) };
}

/** The checks that no schema expresses; each refuses with the line it is about. */
class MappingLoader {
  readonly #requirements: RequirementLoader;

  constructor(
    private readonly source: YamlSource,
    private readonly adopted?: Mapping,
  ) {
    this.#requirements = new RequirementLoader(source);
  }

  load({ adopts, ...written }: MappingFile): Mapping {
    this.#refuseOtherAdopted(adopts);
    const controls = Object.entries(written.controls).map(([id, control]) => {
      const path = ['controls', id];
      return [id, 'as' in control ? this.#adopted(path, control) : this.#control(path, control)];
    });
    return { ...written, controls: Object.fromEntries(controls) as Mapping['controls'] };
  }

  #refuseOtherAdopted(adopts: string | undefined): void {
    const below = this.adopted?.id;
    if (adopts === below) return;
    if (adopts === undefined) this.#refuse(['id'], `it adopts nothing, and mapping ${below} lies below`);
    this.#refuse(['adopts'], `mapping ${adopts} does not lie below${below === undefined ? '' : `, but ${below} does`}`);
  }

  #adopted(path: Path, { as, ...words }: AdoptedMapping): ControlMapping {
    if (this.adopted === undefined) return this.#refuse([...path, 'as'], 'adopts does not say of which mapping');
    const { id, controls } = this.adopted;
    const control = Object.hasOwn(controls, as) ? controls[as] : undefined;
    return control === undefined
      ? this.#refuse([...path, 'as'], `mapping ${id} has no control ${as}`)
      : { ...control, ...words };
  }

  fits(mapping: MappingFile, catalog: Catalog): void {
    if (mapping.catalog !== catalog.id) this.#refuse(['catalog'], `this mapping is not for catalog ${catalog.id}`);
    const ids = new Set(controlsOf(catalog).map(({ id }) => id));
    for (const id of Object.keys(mapping.controls)) {
      if (!ids.has(id)) this.#refuse(['controls', id], `catalog ${catalog.id} has no control ${id}`);
    }
    const unmapped = [...ids].find((id) => !Object.hasOwn(mapping.controls, id));
    if (unmapped !== undefined) this.#refuse(['controls'], `control ${unmapped} of ${catalog.id} is not mapped`);
  }

  #control(path: Path, control: ControlMapping<string>): ControlMapping {
    const { requires, beyondPartial, ...rest } = control;
    const { grade, cap } = rest;
    if (!allowsCap(grade, cap)) this.#refuse([...path, 'cap'], `grade ${grade} does not allow the cap ${cap}`);
    if (cap === 'manual' && requires !== undefined) {
      this.#refuse([...path, 'requires'], 'a manual control has no machine part: remove requires, or raise the cap');
    }
    if (cap !== 'manual' && requires === undefined) {
      this.#refuse(path, `requires is missing: a cap of ${cap} needs a machine part`);
    }
    if (cap === 'manual' && beyondPartial !== undefined) {
      this.#refuse([...path, 'beyondPartial'], 'a manual control never rises by machines: remove beyondPartial');
    }
    return {
      ...rest,
      ...(requires && { requires: this.#requirements.load([...path, 'requires'], requires) }),
      ...(beyondPartial && { beyondPartial: this.#requirements.load([...path, 'beyondPartial'], beyondPartial) }),
    };
  }

  #refuse(path: Path, reason: string): never {
    throw this.source.refusal(path, 'MAPPING_INVALID', reason);
  }
}
