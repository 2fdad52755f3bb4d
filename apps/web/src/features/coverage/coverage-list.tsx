import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { controlAddress } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { Status } from '../../ui/status.tsx';
import classes from './heatmap.module.css';
import type { CoverageRow } from './heatmap.tsx';

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
                <Anchor
                  component={Link}
                  to={controlAddress(cell.control, { product: row.product, version: row.version ?? '' }, view)}
                >
                  {cell.control}
                </Anchor>
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
