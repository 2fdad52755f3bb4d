import { Table, Text } from '@mantine/core';

import { AnchorLink } from '../../ui/links.tsx';
import { countStatuses, StatusBar } from '../../ui/status-bar.tsx';

interface ProductShown {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly newest: Newest | undefined;
}

/** The release that was added last; no cells where it was not judged. */
interface Newest {
  readonly version: string | null;
  readonly cells: readonly { readonly status: string }[];
}

export function ProductTable({ products }: { readonly products: readonly ProductShown[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Product</Table.Th>
            <Table.Th scope="col">Newest release</Table.Th>
            <Table.Th scope="col" w="60%">
              Status of its tasks
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {products.map(({ id, slug, name, newest }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={400}>
                <AnchorLink to="/products/$product" params={{ product: slug }} fw={600}>
                  {name}
                </AnchorLink>
                <Text size="sm" c="dimmed">
                  {slug}
                </Text>
              </Table.Th>
              <NewestCells product={slug} newest={newest} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NewestCells({ product, newest }: { readonly product: string; readonly newest: Newest | undefined }) {
  const version = newest?.version ?? null;
  if (newest === undefined || version === null) return <Table.Td colSpan={2}>None yet</Table.Td>;
  return (
    <>
      <Table.Td>
        <AnchorLink to="/releases/$product/$version" params={{ product, version }}>
          {version}
        </AnchorLink>
      </Table.Td>
      <Table.Td>
        {newest.cells.length === 0 ? (
          'Not judged yet, which shows nothing.'
        ) : (
          <StatusBar counts={countStatuses(newest.cells)} />
        )}
      </Table.Td>
    </>
  );
}
