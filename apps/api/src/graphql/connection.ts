import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';

import { AppError } from '#kernel';
import type { Page, PageRequest } from '#application';

@ObjectType({ description: 'Where a page ends.' })
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Pass as `after` for the next page.' })
  endCursor!: string | null;
}

/** Of a list that has no pages: how much of it is shown. */
export const FIRST = { type: () => Int, defaultValue: 20, description: '1 to 100.' } as const;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

/** @throws AppError invalid PAGE_SIZE */
export function toPageRequest(args: PageArgs): PageRequest {
  if (args.first < 1 || args.first > 100) throw new AppError('invalid', 'PAGE_SIZE', '`first` is 1 to 100');
  return { first: args.first, ...(typeof args.after === 'string' ? { after: args.after } : {}) };
}

export interface ConnectionOf<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

/** The Relay connection of a node type: edges, cursors, page info; never a count of everything. */
export function connectionType<T>(node: Type<T>, name: string): Type<ConnectionOf<T>> {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field()
    cursor!: string;

    @Field(() => node)
    node!: T;
  }

  @ObjectType(`${name}Connection`)
  class Connection implements ConnectionOf<T> {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return Connection;
}

export function toConnection<R, T>(page: Page<R>, toNode: (row: R) => T): ConnectionOf<T> {
  const edges = page.items.map(({ cursor, node }) => ({ cursor, node: toNode(node) }));
  return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}
