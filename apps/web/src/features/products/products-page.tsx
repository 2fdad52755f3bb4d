import { Skeleton } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';

import type { ViewSearch } from '../../app/view.ts';
import { ask } from '../../graphql/client.ts';
import { ProductsDocument } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AddProduct } from './add-product.tsx';
import { ProductTable } from './product-table.tsx';

const PAGE = 50;

export function ProductsPage() {
  const { query: products, nodes: found } = useProducts(useSearch({ from: '/signed-in' }));
  return (
    <>
      <PageHead title="Products" actions={<AddProduct />}>
        What evidence is collected about, and how the newest release of each stands.
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

/** Products and how they stand are handed out in the same pages. */
function useProducts({ framework, asOf }: ViewSearch) {
  return usePages(['products', framework, asOf], async (after) => {
    const { products, coverage } = await ask(ProductsDocument, { first: PAGE, after, framework, asOf });
    const standing = new Map(coverage.edges.map(({ node }) => [node.productId, node]));
    const edges = products.edges.map(({ node }) => ({ node: { ...node, newest: standing.get(node.id) } }));
    return { ...products, edges };
  });
}
