import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';

import type { ViewSearch } from '../../app/view.ts';
import { ask, Problem } from '../../graphql/client.ts';
import { ProductDocument, ProductReleasesDocument, type ProductReleasesQuery } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { countStatuses, StatusBar } from '../../ui/status-bar.tsx';
import { AddRelease } from './add-release.tsx';
import { SOURCE_WORDS } from './source-words.ts';

const PAGE = 20;
const NONE = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Release after release, newest first: how far each of them stands. */
export function ProductPage() {
  const { product: slug } = useParams({ from: '/signed-in/products/$product' });
  const product = useQuery({ queryKey: ['product-name', slug], queryFn: () => readProduct(slug) });
  const { query: releases, nodes: found } = useReleases(slug, useSearch({ from: '/signed-in' }));
  return (
    <>
      <PageHead title={product.data?.name ?? slug} actions={product.isSuccess && <AddRelease product={slug} />}>
        {slug}
      </PageHead>
      {product.isError && <ProblemNote error={product.error} again={() => void product.refetch()} />}
      {releases.isError && <ProblemNote error={releases.error} again={() => void releases.refetch()} />}
      {releases.isPending && <Skeleton height={360} />}
      {product.isSuccess && releases.isSuccess && found.length === 0 && (
        <EmptyState title="No release yet">
          Add the one that is built now. Then say what belongs to it, by a signed manifest or by declaring it.
        </EmptyState>
      )}
      {found.length > 0 && <ReleaseTable product={slug} releases={found} />}
      <More list={releases} of="releases" />
    </>
  );
}

async function readProduct(slug: string) {
  const { product } = await ask(ProductDocument, { slug });
  if (product !== null) return product;
  throw new Problem('PRODUCT_UNKNOWN', `Your organization has no product called ${slug}.`);
}

function useReleases(slug: string, { framework, asOf }: ViewSearch) {
  return usePages(
    ['product', slug, framework, asOf],
    async (after) =>
      (await ask(ProductReleasesDocument, { slug, first: PAGE, after, framework, asOf })).product?.releases ?? NONE,
  );
}

type ReleaseShown = NonNullable<ProductReleasesQuery['product']>['releases']['edges'][number]['node'];

function ReleaseTable(props: { readonly product: string; readonly releases: readonly ReleaseShown[] }) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="md" captionSide="top">
        <Table.Caption ta="left">Releases in the order in which they were added</Table.Caption>

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
        <AnchorLink to="/releases/$product/$version" params={{ product, version }} fw={600}>
          {version}
        </AnchorLink>
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
