import { Stack } from '@mantine/core';

import type { ViewSearch } from '../../app/view.ts';
import { Status } from '../../ui/status.tsx';
import { ControlLink } from '../control/control-link.tsx';
import classes from './heatmap.module.css';
import type { CoverageRow } from './coverage-rows.ts';

/** The matrix where there is no room for one: product by product, the same links in the same words. */
export function CoverageList({ rows, view }: { readonly rows: readonly CoverageRow[]; readonly view: ViewSearch }) {
  return (
    <Stack gap="xs">
      {rows.map((row, index) => (
        <details key={row.productId} open={index === 0}>
          <summary>
            {row.product} {row.version ?? 'no release'}
          </summary>
          <ul className={classes['list']}>
            {row.cells.map((cell) => (
              <li key={cell.control}>
                <ControlLink
                  control={cell.control}
                  release={{ product: row.product, version: row.version ?? '' }}
                  view={view}
                />
                <Status status={cell.status} />
                {cell.of > 0 && <span>{`${cell.met} of ${cell.of}`}</span>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Stack>
  );
}
