import { useInfiniteQuery } from '@tanstack/react-query';

interface Connection<N> {
  readonly edges: readonly { readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A list that the server hands out page by page; what was read stays while more is asked for. */
export function usePages<N>(queryKey: readonly unknown[], read: (after: string | undefined) => Promise<Connection<N>>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined),
  });
  return { query, nodes: query.data?.pages.flatMap(({ edges }) => edges.map(({ node }) => node)) ?? [] };
}
