import type { ReactNode } from 'react';
import { Stack } from '../../design/card.tsx';
import { MoreButton } from '../../design/more-button.tsx';
import { FailureNotice, Loading, Nothing } from '../../design/notice.tsx';

type Pages<Item> = Readonly<{
  data: Readonly<{ pages: readonly Readonly<{ items: readonly Item[] }>[] }> | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}>;
type Props<Item> = Readonly<{
  pages: Pages<Item>;
  /** What is said when the list is empty. */
  empty: string;
  children: (items: readonly Item[]) => ReactNode;
}>;

/** A list of the shop, page by page: what is loading, what failed, that there is nothing, or its entries. */
export function Listed<Item>({ pages, empty, children }: Props<Item>) {
  const { data, error, refetch } = pages;
  const failure = error !== null && <FailureNotice error={error} again={() => void refetch()} />;
  if (data === undefined) return failure === false ? <Loading lines={6} /> : failure;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <Stack>
      {failure}
      {items.length === 0 ? <Nothing title={empty} /> : children(items)}
      <div>
        <MoreButton pages={pages} />
      </div>
    </Stack>
  );
}
