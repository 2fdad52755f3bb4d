import { useInfiniteQuery } from '@tanstack/react-query';

interface Connection<N> {
  readonly edges: readonly { readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** How a list of the server goes on: after the last row that it gave. */
export const PAGING = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ pageInfo }: Pick<Connection<unknown>, 'pageInfo'>) =>
    pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
};

export function nodesOf<N>(pages: readonly Pick<Connection<N>, 'edges'>[] | undefined): readonly N[] {
  return pages?.flatMap(({ edges }) => edges.map(({ node }) => node)) ?? [];
}

/** A list that the server hands out page by page; what was read stays while more is asked for. */
export function usePages<N>(queryKey: readonly unknown[], read: (after: string | undefined) => Promise<Connection<N>>) {
  const query = useInfiniteQuery({ queryKey, queryFn: ({ pageParam }) => read(pageParam), ...PAGING });
  return { query, nodes: nodesOf(query.data?.pages) };
}
