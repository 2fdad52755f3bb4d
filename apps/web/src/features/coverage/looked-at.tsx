import { Box, Text } from '@mantine/core';

import { Status } from '../../ui/status.tsx';
import { momentWords } from '../../ui/moment.tsx';
import type { Looked } from './coverage-rows.ts';
import classes from './heatmap.module.css';

interface LookedAtProps {
  readonly looked: Looked | undefined;
  /** What each task asks, by its id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Why the cell that is pointed at is as it is; as high when nothing is, so that the matrix does not move. */
export function LookedAt({ looked, titles }: LookedAtProps) {
  if (looked === undefined)
    return (
      <Box className={classes['looked']}>
        <Text c="dimmed">
          Point at a cell, or reach it with Tab and the arrow keys, to read why; follow it to its evidence.
        </Text>
      </Box>
    );
  const { cell, row } = looked;
  return (
    <Box className={classes['looked']}>
      <Text size="sm">
        <strong>
          {cell.control} · {row.product} {row.version}
        </strong>{' '}
        <Status status={cell.status} /> {cell.of > 0 && `${cell.met} of ${cell.of}. `}
        {cell.until !== null && `Until ${momentWords(cell.until)}. `}
        <span className={classes['version']}>{titles.get(cell.control)}</span>
      </Text>
      <Text size="sm">
        {cell.explanation} <strong>{cell.nextAction}</strong>
      </Text>
    </Box>
  );
}
