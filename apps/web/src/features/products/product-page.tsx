import { Anchor, Skeleton, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';

import type { ViewSearch } from '../../app/view.ts';
import { ask, Problem } from '../../graphql/client.ts';
import { ProductReleasesDocument, type ProductReleasesQuery } from '../../graphql/generated.ts';
import { nodesOf, PAGING } from '../../graphql/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { countStatuses, StatusBar } from '../../ui/status-bar.tsx';
import { AddRelease } from './add-release.tsx';
import { SOURCE_WORDS } from './source-words.ts';

const PAGE = 20;

/** Release after release, newest first: how far each of them stands. */
export function ProductPage() {
  const { product: slug } = useParams({ from: '/signed-in/products/$product' });
  const releases = useReleases(slug, useSearch({ from: '/signed-in' }));
  const product = releases.data?.pages[0]?.product;
  const found = nodesOf(releases.data?.pages);
  return (
    <>
      <PageHead title={product?.name ?? slug} actions={<AddRelease product={slug} />}>
        {slug}
      </PageHead>
      {releases.isError && <ProblemNote error={releases.error} again={() => void releases.refetch()} />}
      {releases.isPending && <Skeleton height={360} />}
      {releases.isSuccess && found.length === 0 && (
        <EmptyState title="No release yet">
          Add the one that is built now. Then say what belongs to it, by a signed manifest or by declaring it.
        </EmptyState>
      )}
      {found.length > 0 && <ReleaseTable product={slug} releases={found} />}
      <More list={releases} of="releases" />
    </>
  );
}

function useReleases(slug: string, { framework, asOf }: ViewSearch) {
  return useInfiniteQuery({
    queryKey: ['product', slug, framework, asOf],
    queryFn: async ({ pageParam: after }) => {
      const { product } = await ask(ProductReleasesDocument, { slug, first: PAGE, after, framework, asOf });
      if (product === null) throw new Problem('PRODUCT_UNKNOWN', `Your organization has no product called ${slug}.`);
      return { ...product.releases, product };
    },
    ...PAGING,
  });
}

type ReleaseShown = NonNullable<ProductReleasesQuery['product']>['releases']['edges'][number]['node'];

function ReleaseTable(props: { readonly product: string; readonly releases: readonly ReleaseShown[] }) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="md">
        <Table.Caption ta="left">Releases, the newest first</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Version</Table.Th>
            <Table.Th scope="col">Artifacts</Table.Th>
            <Table.Th scope="col" w="60%">
              Status of its tasks
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.releases.map((release) => (
            <ReleaseRow key={release.id} product={props.product} release={release} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ReleaseRow({ product, release }: { readonly product: string; readonly release: ReleaseShown }) {
  const { version, createdAt, assessment, manifest } = release;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Anchor component={Link} to="/releases/$product/$version" params={{ product, version }} fw={600}>
          {version}
        </Anchor>
        <Text size="sm" c="dimmed">
          <Moment at={createdAt} />
        </Text>
      </Table.Th>
      <Table.Td>
        {assessment?.artifacts ?? '–'}
        <Text size="sm" c="dimmed">
          {manifest === null ? 'not said yet' : (SOURCE_WORDS[manifest.source] ?? manifest.source)}
        </Text>
      </Table.Td>
      <Table.Td>
        {assessment === null ? (
          <Text size="sm">Not judged yet, which shows nothing.</Text>
        ) : (
          <StatusBar counts={countStatuses(assessment.results)} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
