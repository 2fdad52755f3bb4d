import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';

import { ask } from '../../graphql/client.ts';
import { CatalogsDocument, FrameworkOutlineDocument, MappingNameDocument } from '../../graphql/generated.ts';

/** By which rules releases are judged; without an id, by those of the main framework. */
export const mappingNameQuery = (framework?: string) =>
  queryOptions({
    queryKey: ['mapping-name', framework ?? null],
    queryFn: async () => (await ask(MappingNameDocument, { framework })).mapping,
    staleTime: 300_000,
    retry: false,
  });

/** What is judged: a catalog that has a mapping. All others are seen through crosswalks. */
export function useFrameworks() {
  const catalogs = useQuery({
    queryKey: ['catalogs'],
    queryFn: async () => (await ask(CatalogsDocument, {})).catalogs,
    staleTime: 300_000,
  });
  return useQueries({
    queries: (catalogs.data ?? []).map(({ id }) => mappingNameQuery(id)),
    combine: (mappings) => (catalogs.data ?? []).filter((_, index) => mappings[index]?.data !== undefined),
  });
}

/** Groups, practices and controls of a framework, in its order; none while it is not known which. */
export function useOutline(framework: string | undefined) {
  return useQuery({
    queryKey: ['framework-outline', framework],
    queryFn: async () => (await ask(FrameworkOutlineDocument, { id: framework ?? '' })).catalog,
    enabled: framework !== undefined,
    staleTime: 300_000,
  });
}
