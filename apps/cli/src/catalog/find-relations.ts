import type { Frameworks } from '#application';
import type { Crosswalk } from '#compliance';

/** What a crosswalk says about one control, and from whom the reader has it. */
export interface Relation {
  readonly crosswalk: string;
  /** Whether the crosswalk leads from the control or to it. */
  readonly direction: 'from' | 'to';
  /** Ids at the other end. */
  readonly others: readonly string[];
}

/** Every relation of a control that a crosswalk of this installation names; those of its heading are not its own. */
export function relationsOf(frameworks: Frameworks, catalog: string, control: string): readonly Relation[] {
  return frameworks
    .list()
    .filter(({ kind }) => kind === 'crosswalk')
    .flatMap(({ id }) => relationsIn(frameworks.crosswalk(id), catalog, control));
}

function relationsIn({ id, from, to, rows }: Crosswalk, catalog: string, control: string): readonly Relation[] {
  const leadsFrom = 'catalog' in from && from.catalog === catalog;
  const leadsTo = 'catalog' in to && to.catalog === catalog;
  const targets = leadsFrom ? rows.flatMap((row) => (row.from === control ? row.to : [])) : [];
  const sources = leadsTo ? rows.flatMap((row) => (row.to.includes(control) ? [row.from] : [])) : [];
  const relations: readonly Relation[] = [
    { crosswalk: id, direction: 'from', others: targets },
    { crosswalk: id, direction: 'to', others: sources },
  ];
  return relations.filter(({ others }) => others.length > 0);
}
