import type { FrameworkOutlineQuery } from '../../graphql/generated.ts';
import type { CoverageRow } from './coverage-rows.ts';

export interface Task {
  readonly id: string;
  readonly label: string;
  /** The first of its practice: where the eye finds a little space. */
  readonly first: boolean;
}

export interface TaskGroup {
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly Task[];
}

type Outline = FrameworkOutlineQuery['catalog'];

/** Columns as the cells give them, under the groups of their catalog; what it takes from elsewhere stands in a group of its own. */
export function taskGroups(rows: readonly CoverageRow[], outline: Outline | undefined): readonly TaskGroup[] {
  const places = placesOf(outline);
  const groups: { id: string; title: string; tasks: Task[] }[] = [];
  let before = '';
  for (const { control } of rows.find(({ cells }) => cells.length > 0)?.cells ?? []) {
    const place = places.get(control) ?? {
      group: '',
      title: outline === undefined ? '' : 'Taken over',
      practice: '',
      label: control,
    };
    if (groups.at(-1)?.id !== place.group) groups.push({ id: place.group, title: place.title, tasks: [] });
    groups.at(-1)?.tasks.push({ id: control, label: place.label, first: place.practice !== before });
    before = place.practice;
  }
  return groups.map((group, index) => ({ ...group, id: group.id === '' ? `other-${index}` : group.id }));
}

function placesOf(outline: Outline | undefined) {
  const all = (outline?.groups ?? []).flatMap((group) =>
    group.practices.flatMap((practice) =>
      practice.controls.map(({ id, label }) => {
        const place = { group: group.id, title: group.title, practice: practice.id, label: label ?? id };
        return [id, place] as const;
      }),
    ),
  );
  return new Map(all);
}
