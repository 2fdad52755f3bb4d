import type { ClaimKind } from '../claims/claim.js';
import { allowsCap } from '../framework/grade.js';
import { RequirementLoader } from '../framework/load-requirement.js';
import type { ControlMapping, Mapping, Requirement } from '../framework/mapping.js';
import { branchesOf, depthOf, leavesOf, MAX_DEPTH, withBranches } from '../framework/requirement-tree.js';
import { YamlSource, type Path } from '../framework/yaml-source.js';
import { diffMappings } from '../mapping-diff/diff-mappings.js';
import { layerSchema } from './layer-schema.js';
import type { AppliedLayer, LayerControl, LayerDecision, LayeredMapping, MappingLayer } from './layer.js';

const MAX_LAYERS = 20;

export interface LayerText {
  readonly text: string;
  /** Its name for messages. */
  readonly file: string;
}

/**
 * The mapping with layers on top, bottom first. What comes out can be judged by, as after {@link loadMapping}: no cap
 * above the grade, no machine part without a cap for it, nothing said twice.
 * @throws ParseError MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadLayers(base: Mapping, layers: readonly LayerText[]): LayeredMapping {
  return layers.reduce<LayeredMapping>(
    ({ mapping, applied }, { text, file }) => {
      const next = new LayerLoader(new YamlSource(text, file), mapping).load(applied);
      return { mapping: next.mapping, applied: [...applied, next.layer] };
    },
    { mapping: base, applied: [] },
  );
}

/** Every aspect of a control that some layer decided, with the last that did; what no layer touched is the mapping's own. */
export function decisionsOn(control: string, { applied }: LayeredMapping): readonly LayerDecision[] {
  const decisions = applied.flatMap(({ id, differences }) =>
    differences
      .filter((difference) => difference.control === control)
      .flatMap(({ aspects }) => aspects.map((aspect) => ({ ...aspect, layer: id }))),
  );
  const aspects = [...new Set(decisions.map(({ aspect }) => aspect))];
  return aspects.flatMap((aspect) => decisions.findLast((decision) => decision.aspect === aspect) ?? []);
}

type Trees = Required<Pick<ControlMapping, 'requires'>> & Pick<ControlMapping, 'beyondPartial'>;

class LayerLoader {
  readonly #requirements: RequirementLoader;

  constructor(
    private readonly source: YamlSource,
    private readonly below: Mapping,
  ) {
    this.#requirements = new RequirementLoader(source);
  }

  load(applied: readonly AppliedLayer[]): { readonly mapping: Mapping; readonly layer: AppliedLayer } {
    const layer = this.source.read(layerSchema, 'MAPPING_INVALID');
    this.#fits(layer, applied);
    const changed = Object.entries(layer.controls).map(([id, change]) => [
      id,
      this.#control(['controls', id], id, change),
    ]);
    const controls = { ...this.below.controls, ...(Object.fromEntries(changed) as Mapping['controls']) };
    const mapping = { ...this.below, controls };
    const { id, version, reason, owner, approver, adoptedOn } = layer;
    const reasons = Object.fromEntries(
      Object.entries(layer.controls).map(([control, change]) => [control, change.reason]),
    );
    const differences = diffMappings(this.below, mapping);
    return { mapping, layer: { id, version, reason, owner, approver, adoptedOn, differences, reasons } };
  }

  #fits({ id, mapping, owner, approver, controls }: MappingLayer<string>, applied: readonly AppliedLayer[]): void {
    if (mapping !== this.below.id) this.#refuse(['mapping'], `this layer is not for mapping ${this.below.id}`);
    if (applied.length >= MAX_LAYERS) this.#refuse([], `there are more than ${MAX_LAYERS} layers`);
    if (applied.some((other) => other.id === id)) this.#refuse(['id'], `layer ${id} lies below already`);
    if (sameWords(owner, approver)) this.#refuse(['approver'], 'whoever owns a layer cannot approve it');
    const unknown = Object.keys(controls).find((control) => !Object.hasOwn(this.below.controls, control));
    if (unknown !== undefined) this.#refuse(['controls', unknown], `mapping ${mapping} has no control ${unknown}`);
  }

  #control(path: Path, id: string, change: LayerControl<string>): ControlMapping {
    const { requires: below, beyondPartial: beyondBelow, ...rest } = this.#below(id);
    const { grade } = rest;
    const cap = change.cap ?? rest.cap;
    if (!allowsCap(grade, cap)) this.#refuse([...path, 'cap'], `grade ${grade} does not allow the cap ${cap}`);
    const tree = this.#tree(path, below, change);
    const beyond = this.#beyond(path, beyondBelow, change);
    if (cap === 'manual') {
      const { requires, alsoRequires, beyondPartial, freshDays } = change;
      if ([requires, alsoRequires, beyondPartial, freshDays].some((asked) => asked !== undefined)) {
        this.#refuse(path, 'a manual control has no machine part: raise the cap, or ask for nothing');
      }
      return { ...rest, cap };
    }
    if (tree === undefined) this.#refuse(path, `requires is missing: a cap of ${cap} needs a machine part`);
    return {
      ...rest,
      cap,
      ...this.#fresh(path, { requires: tree, ...(beyond && { beyondPartial: beyond }) }, change.freshDays),
    };
  }

  #below(id: string): ControlMapping {
    return this.below.controls[id] ?? this.#refuse(['controls', id], 'there is no such control');
  }

  #tree(path: Path, below: Requirement | undefined, change: LayerControl<string>): Requirement | undefined {
    if (change.requires !== undefined) return this.#requirements.load([...path, 'requires'], change.requires);
    if (change.alsoRequires === undefined) return below;
    const added = this.#requirements.load([...path, 'alsoRequires'], change.alsoRequires);
    const both = below === undefined ? added : { allOf: [...('allOf' in below ? below.allOf : [below]), added] };
    if (depthOf(both) > MAX_DEPTH) this.#refuse([...path, 'alsoRequires'], `the tree is deeper than ${MAX_DEPTH}`);
    return both;
  }

  #beyond(path: Path, below: Requirement | undefined, change: LayerControl<string>): Requirement | undefined {
    if (change.beyondPartial === undefined) return below;
    if (change.beyondPartial !== 'none') {
      return this.#requirements.load([...path, 'beyondPartial'], change.beyondPartial);
    }
    if (below === undefined) this.#refuse([...path, 'beyondPartial'], 'nothing is asked there below');
    return undefined;
  }

  #fresh(path: Path, trees: Trees, windows: LayerControl<string>['freshDays'] = {}): Trees {
    const { requires, beyondPartial } = trees;
    const all = [requires, ...(beyondPartial ? [beyondPartial] : [])];
    const claims = new Set(all.flatMap(leavesOf).map(({ claim }) => claim));
    const idle = (Object.keys(windows) as ClaimKind[]).find((claim) => !claims.has(claim));
    if (idle !== undefined) this.#refuse([...path, 'freshDays', idle], `no leaf of this control asks for ${idle}`);
    return {
      requires: withWindows(requires, windows),
      ...(beyondPartial && { beyondPartial: withWindows(beyondPartial, windows) }),
    };
  }

  #refuse(path: Path, reason: string): never {
    throw this.source.refusal(path, 'MAPPING_INVALID', reason);
  }
}

function withWindows(tree: Requirement, windows: NonNullable<LayerControl['freshDays']>): Requirement {
  if (!('claim' in tree)) {
    return withBranches(
      tree,
      branchesOf(tree).map((branch) => withWindows(branch, windows)),
    );
  }
  const freshDays = windows[tree.claim];
  return freshDays === undefined ? tree : { ...tree, freshDays };
}

function sameWords(a: string, b: string): boolean {
  const plain = (words: string) => words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain(a) === plain(b);
}
