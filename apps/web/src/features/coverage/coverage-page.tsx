import { Button, Container, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';

import type { ViewSearch } from '../../app/view.ts';
import { ask } from '../../graphql/client.ts';
import { CoverageDocument } from '../../graphql/generated.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { mappingNameQuery, useOutline } from '../framework/frameworks.ts';
import { ViewBar } from '../framework/view-bar.tsx';
import { CoverageList } from './coverage-list.tsx';
import type { Looked } from './coverage-rows.ts';
import { Heatmap } from './heatmap.tsx';
import { LookedAt } from './looked-at.tsx';
import { StatusLegend } from './status-legend.tsx';
import { taskGroups } from './task-groups.ts';

const PAGE = 50;

/** Every product against every task: where one starts to look. */
export function CoveragePage() {
  const { framework, asOf } = useSearch({ from: '/signed-in' });
  const view = useMemo(() => ({ ...(framework && { framework }), ...(asOf && { asOf }) }), [framework, asOf]);
  const coverage = useCoverage(view);
  return (
    <Container fluid p={0}>
      <PageHead title="Coverage">
        The newest release of each product, task by task. Unknown is never shown as good.
      </PageHead>
      <ViewBar />
      {coverage.isError && <ProblemNote error={coverage.error} again={() => void coverage.refetch()} />}
      {coverage.isPending && <Skeleton height={420} />}
      {coverage.isSuccess && (
        <Matrix key={`${framework ?? ''} ${asOf ?? ''}`} pages={coverage.data.pages} view={view} />
      )}
      {coverage.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={coverage.isFetchingNextPage}
          onClick={() => void coverage.fetchNextPage()}
        >
          Show more products
        </Button>
      )}
    </Container>
  );
}

type Pages = NonNullable<ReturnType<typeof useCoverage>['data']>['pages'];

function Matrix({ pages, view }: { readonly pages: Pages; readonly view: ViewSearch }) {
  const main = useQuery(mappingNameQuery(view.framework)).data?.framework;
  const { data: outline } = useOutline(main);
  const [looked, setLooked] = useState<Looked>();
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const rows = useMemo(() => pages.flatMap(({ edges }) => edges.map(({ node }) => node)), [pages]);
  const groups = useMemo(() => taskGroups(rows, outline), [rows, outline]);
  const titles = useMemo(() => titlesOf(outline), [outline]);
  if (groups.length === 0)
    return (
      <EmptyState title="No release has been judged yet">
        A release is judged once it is stated what it consists of. Create a product and a release, submit its manifest,
        and then its first evidence.
      </EmptyState>
    );
  return (
    <>
      <StatusLegend rows={rows} />
      {narrow ? (
        <CoverageList rows={rows} view={view} />
      ) : (
        <>
          <LookedAt looked={looked} titles={titles} />
          <Heatmap rows={rows} groups={groups} view={view} onLook={setLooked} />
        </>
      )}
    </>
  );
}

function titlesOf(outline: ReturnType<typeof useOutline>['data']): ReadonlyMap<string, string> {
  const practices = (outline?.groups ?? []).flatMap((group) => group.practices);
  const controls = practices.flatMap((practice) => practice.controls);
  return new Map(controls.map(({ id, title, summary }) => [id, title ?? summary]));
}

function useCoverage({ framework, asOf }: ViewSearch) {
  return useInfiniteQuery({
    queryKey: ['coverage', framework, asOf],
    queryFn: async ({ pageParam }) => {
      const { coverage } = await ask(CoverageDocument, { first: PAGE, after: pageParam, framework, asOf });
      return coverage;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined),
  });
}
