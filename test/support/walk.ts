import { expect } from '@jest/globals';

import type { Page, PageRequest } from '#application';

/** All nodes of a list, page by page: every page full but the last, and the last says so. */
export async function walk<T>(list: (page: PageRequest) => Promise<Page<T>>, first: number): Promise<T[]> {
  const nodes: T[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await list({ first, ...(after === undefined ? {} : { after }) });
    nodes.push(...page.items.map(({ node }) => node));
    if (!page.hasNextPage) return nodes;
    expect(page.items).toHaveLength(first);
    after = page.items.at(-1)?.cursor;
  }
}
