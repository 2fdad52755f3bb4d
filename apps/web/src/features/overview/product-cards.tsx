import { Card, Group, Stack, Text, Title } from '@mantine/core';

import type { OverviewQuery } from '../../graphql/generated.ts';
import { useMay } from '../../session/session.ts';
import { AnchorLink, ButtonLink } from '../../ui/links.tsx';
import { countStatuses, StatusBar } from '../../ui/status-bar.tsx';

export type OverviewRow = OverviewQuery['coverage']['edges'][number]['node'];

interface Cards {
  readonly rows: readonly OverviewRow[];
  /** By id. */
  readonly names: ReadonlyMap<string, string>;
  readonly goesOn: boolean;
}

/** One card per product: its newest release as a bar, and the same in words. */
export function ProductCards({ rows, names, goesOn }: Cards) {
  return (
    <Stack gap="sm">
      {rows.map((row) => (
        <ProductCard key={row.productId} row={row} name={names.get(row.productId) ?? row.product} />
      ))}
      {goesOn && <AnchorLink to="/products">All products</AnchorLink>}
    </Stack>
  );
}

interface One {
  readonly row: OverviewRow;
  readonly name: string;
}

function ProductCard({ row, name }: One) {
  return (
    <Card withBorder padding="md" component="article">
      <Group justify="space-between" mb="xs" gap="sm">
        <Title order={3} size="h5">
          <Heading row={row} name={name} />
        </Title>
        <Onward row={row} name={name} />
      </Group>
      <Standing row={row} />
    </Card>
  );
}

function Heading({ row: { product, version }, name }: One) {
  if (version === null) {
    return (
      <AnchorLink to="/products/$product" params={{ product }} inherit>
        {name}
      </AnchorLink>
    );
  }
  return (
    <AnchorLink to="/releases/$product/$version" params={{ product, version }} inherit>
      {name} {version}
    </AnchorLink>
  );
}

/** What one does next about it: close its gaps, and then have it signed. */
function Onward({ row: { product, version, cells }, name }: One) {
  const signs = useMay('report:sign');
  if (version === null || cells.length === 0) return null;
  const [look, search] = [{ variant: 'default', size: 'compact-sm' } as const, { product, version }];
  return (
    <Group gap="xs">
      <ButtonLink to="/gaps" search={search} {...look} aria-label={`Gaps of ${name} ${version}`}>
        Gaps
      </ButtonLink>
      {signs && (
        <ButtonLink to="/drafts/new" search={search} {...look} aria-label={`Prepare attestation of ${name} ${version}`}>
          Prepare attestation
        </ButtonLink>
      )}
    </Group>
  );
}

function Standing({ row: { version, cells } }: { readonly row: OverviewRow }) {
  if (version === null) return <Text size="sm">No release yet: add one, and say what belongs to it.</Text>;
  if (cells.length === 0) {
    return <Text size="sm">Not judged yet, which shows nothing: its first evidence is awaited.</Text>;
  }
  return <StatusBar counts={countStatuses(cells)} />;
}
