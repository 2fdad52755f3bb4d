import type { OscalCatalog, OscalControl, OscalGroup, OscalProp } from './oscal-catalog.js';
import { statementOf, withParams, type Params } from './statement-of.js';

/** An OSCAL catalog in our three ranks: top groups, headings, controls. */
export interface FlatGroup {
  readonly id: string;
  readonly title: string;
  readonly headings: readonly FlatHeading[];
}

export interface FlatHeading {
  readonly id: string;
  readonly title: string;
  /** Empty where the heading states nothing. */
  readonly statement: string;
  readonly controls: readonly FlatControl[];
}

export interface FlatControl {
  readonly id: string;
  readonly label?: string;
  readonly title: string;
  readonly statement: string;
}

/** A control that only gathers others says so by its class: SSDF has practices, the Cybersecurity Framework categories. */
const HEADING_CLASSES: ReadonlySet<string> = new Set(['practice', 'category']);

/** Inner groups and gathering controls become headings, controls inside controls follow them; withdrawn ones are left out. */
export function flattenOscal(catalog: OscalCatalog): readonly FlatGroup[] {
  const params = withParams(() => undefined, catalog.params);
  const loose = { id: 'controls', title: catalog.metadata.title, controls: catalog.controls ?? [] };
  const groups: readonly OscalGroup[] = [...(catalog.groups ?? []), loose];
  return groups.flatMap((group, index) => {
    const named = { ...group, id: group.id ?? `group-${index + 1}` };
    const headings = headingsOf(named, params);
    return headings.length === 0 ? [] : [{ id: named.id, title: named.title, headings }];
  });
}

function headingsOf(group: OscalGroup & { readonly id: string }, outer: Params): readonly FlatHeading[] {
  const params = withParams(outer, group.params);
  const controls = group.controls ?? [];
  const plain = controls.filter((control) => !isHeading(control)).flatMap((control) => flat(control, params));
  const own = { id: group.id, title: group.title, statement: '', controls: plain };
  const gathering = controls.filter(isHeading).map((control) => headingOf(control, params));
  const inner = (group.groups ?? []).flatMap((below, index) =>
    headingsOf({ ...below, id: below.id ?? `${group.id}-${index + 1}` }, params),
  );
  return [own, ...gathering, ...inner].filter((heading) => heading.controls.length > 0);
}

function headingOf(control: OscalControl, outer: Params): FlatHeading {
  const params = withParams(outer, control.params);
  const controls = (control.controls ?? []).flatMap((below) => flat(below, params));
  return { id: control.id, title: control.title, statement: statementOf(control, outer), controls };
}

function flat(control: OscalControl, outer: Params): readonly FlatControl[] {
  const params = withParams(outer, control.params);
  const label = propOf(control.props, 'label');
  const own: FlatControl = {
    id: control.id,
    ...(label === undefined ? {} : { label }),
    title: control.title,
    statement: statementOf(control, outer),
  };
  const below = (control.controls ?? []).flatMap((inner) => flat(inner, params));
  return isWithdrawn(control) ? below : [own, ...below];
}

function isHeading({ class: kind, controls = [] }: OscalControl): boolean {
  return kind !== undefined && HEADING_CLASSES.has(kind.toLowerCase()) && controls.length > 0;
}

function isWithdrawn({ props }: OscalControl): boolean {
  return propOf(props, 'status')?.toLowerCase() === 'withdrawn';
}

export function propOf(props: readonly OscalProp[] | undefined, name: string): string | undefined {
  return props?.find((prop) => prop.name === name)?.value;
}
