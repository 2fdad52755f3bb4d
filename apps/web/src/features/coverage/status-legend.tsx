import { Group } from '@mantine/core';

import { Status } from '../../ui/status.tsx';
import { STATUS_LOOKS } from '../../ui/status-shapes.ts';
import type { CoverageRow } from './coverage-rows.ts';
import classes from './heatmap.module.css';

/** What the signs mean and how often each is there. */
export function StatusLegend({ rows }: { readonly rows: readonly CoverageRow[] }) {
  const counts = new Map<string, number>();
  for (const { status } of rows.flatMap(({ cells }) => cells)) counts.set(status, (counts.get(status) ?? 0) + 1);
  const statuses = [
    ...Object.keys(STATUS_LOOKS),
    ...[...counts.keys()].filter((key) => !Object.hasOwn(STATUS_LOOKS, key)),
  ];
  return (
    <Group
      component="ul"
      gap="xs"
      m={0}
      mb="sm"
      p={0}
      className={classes['legend'] ?? ''}
      aria-label="Statuses and how often each is there"
    >
      {statuses.map((status) => (
        <li key={status}>
          <Status status={status} /> <span className={classes['count']}>{counts.get(status) ?? 0}</span>
        </li>
      ))}
    </Group>
  );
}
