import { Skeleton, Table, Text } from '@mantine/core';

import { ask } from '../../graphql/client.ts';
import { ProductsDocument, type ProductsQuery } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AddProduct } from './add-product.tsx';

const PAGE = 50;

export function ProductsPage() {
  const { query: products, nodes: found } = usePages(
    ['products'],
    async (after) => (await ask(ProductsDocument, { first: PAGE, after })).products,
  );
  return (
    <>
      <PageHead title="Products" actions={<AddProduct />}>
        What evidence is collected about, and what of it was released last.
      </PageHead>
      {products.isError && <ProblemNote error={products.error} again={() => void products.refetch()} />}
      {products.isPending && <Skeleton height={280} />}
      {products.isSuccess && found.length === 0 && (
        <EmptyState title="No product yet">
          Add the first one. Its releases then say which artifacts belong to them, and evidence is judged for each.
        </EmptyState>
      )}
      {found.length > 0 && <ProductTable products={found} />}
      <More list={products} of="products" />
    </>
  );
}

type ProductShown = ProductsQuery['products']['edges'][number]['node'];

function ProductTable({ products }: { readonly products: readonly ProductShown[] }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Product</Table.Th>
            <Table.Th scope="col">Newest release</Table.Th>
            <Table.Th scope="col">Released</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {products.map((product) => (
            <ProductRow key={product.id} product={product} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ProductRow({ product: { slug, name, releases } }: { readonly product: ProductShown }) {
  const newest = releases.edges[0]?.node;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <AnchorLink to="/products/$product" params={{ product: slug }} fw={600}>
          {name}
        </AnchorLink>
        <Text size="sm" c="dimmed">
          {slug}
        </Text>
      </Table.Th>
      <Table.Td>
        {newest === undefined ? (
          'None yet'
        ) : (
          <AnchorLink to="/releases/$product/$version" params={{ product: slug, version: newest.version }}>
            {newest.version}
          </AnchorLink>
        )}
      </Table.Td>
      <Table.Td>{newest !== undefined && <Moment at={newest.createdAt} />}</Table.Td>
    </Table.Tr>
  );
}
