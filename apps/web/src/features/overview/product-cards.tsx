import { Card, Group, Stack, Text, Title } from '@mantine/core';

import type { OverviewQuery } from '../../graphql/generated.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { countStatuses, StatusBar } from '../../ui/status-bar.tsx';

export type OverviewRow = OverviewQuery['coverage']['edges'][number]['node'];

/** One card per product: its newest release as a bar, and the same in words. */
export function ProductCards({ rows, goesOn }: { readonly rows: readonly OverviewRow[]; readonly goesOn: boolean }) {
  return (
    <Stack gap="sm">
      {rows.map((row) => (
        <Card key={row.productId} withBorder padding="md" component="article">
          <Group justify="space-between" mb="xs" gap="sm">
            <Title order={3} size="h5">
              <ReleaseLink row={row} />
            </Title>
            <Text size="sm" c="dimmed">
              {row.cells.length === 0 ? '' : `${row.cells.length} tasks`}
            </Text>
          </Group>
          <Standing row={row} />
        </Card>
      ))}
      {goesOn && <AnchorLink to="/products">All products</AnchorLink>}
    </Stack>
  );
}

function ReleaseLink({ row: { product, version } }: { readonly row: OverviewRow }) {
  if (version === null)
    return (
      <AnchorLink to="/products/$product" params={{ product }}>
        {product}
      </AnchorLink>
    );
  return (
    <AnchorLink to="/releases/$product/$version" params={{ product, version }} inherit>
      {product} {version}
    </AnchorLink>
  );
}

function Standing({ row: { version, cells } }: { readonly row: OverviewRow }) {
  if (version === null) return <Text size="sm">No release yet: add one, and say what belongs to it.</Text>;
  if (cells.length === 0)
    return <Text size="sm">Not judged yet, which shows nothing: its first evidence is awaited.</Text>;
  return <StatusBar counts={countStatuses(cells)} />;
}
