import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';

import type { ReleaseSearch } from '../../app/view.ts';
import { ask } from '../../graphql/client.ts';
import { DraftableProductsDocument, DraftableReleasesDocument } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';

const PAGE = 100;

interface Picked {
  readonly product: string | undefined;
  readonly version: string | undefined;
}

/** What is chosen stands in the address. */
export function ReleasePicker({ product, version }: Picked) {
  const choose = useChoose();
  const { query, nodes } = usePages(['draftable-products'], async (after) => {
    const { products } = await ask(DraftableProductsDocument, { first: PAGE, after });
    return products;
  });
  const releases = useReleases(product);
  if (query.isError) return <ProblemNote error={query.error} again={() => void query.refetch()} />;
  if (query.isSuccess && nodes.length === 0)
    return (
      <EmptyState title="There is no product yet">Submit the evidence of a first release, then come back.</EmptyState>
    );
  return (
    <>
      <Group align="flex-end" gap="md">
        <Select
          label="Product"
          searchable
          w={280}
          maw="100%"
          data={nodes.map(({ slug, name }) => ({ value: slug, label: name }))}
          value={product ?? null}
          onChange={(value) => choose(value === null ? {} : { product: value })}
        />
        <Select
          label="Release"
          searchable
          w={220}
          maw="100%"
          disabled={product === undefined}
          data={releases.data ?? []}
          value={version ?? null}
          onChange={(value) =>
            choose({ ...(product !== undefined && { product }), ...(value !== null && { version: value }) })
          }
        />
      </Group>
      <More list={query} of="products" />
      {releases.isError && <ProblemNote error={releases.error} again={() => void releases.refetch()} />}
    </>
  );
}

function useChoose() {
  const navigate = useNavigate({ from: '/drafts/new' });
  const { framework, asOf } = useSearch({ from: '/signed-in' });
  const view = { ...(framework !== undefined && { framework }), ...(asOf !== undefined && { asOf }) };
  return (release: ReleaseSearch) => void navigate({ search: { ...view, ...release }, replace: true });
}

function useReleases(product: string | undefined) {
  return useQuery({
    queryKey: ['draftable-releases', product],
    enabled: product !== undefined,
    queryFn: async () => {
      const answer = await ask(DraftableReleasesDocument, { product: product ?? '', first: PAGE });
      return answer.product?.releases.edges.map(({ node }) => node.version) ?? [];
    },
  });
}
