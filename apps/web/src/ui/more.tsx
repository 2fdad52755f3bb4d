import { Button } from '@mantine/core';

interface Growing {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Under a list that goes on; nothing where all of it is shown. */
export function More({ list, of }: { readonly list: Growing; readonly of: string }) {
  if (!list.hasNextPage) return null;
  return (
    <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      More {of}
    </Button>
  );
}
