import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';

/** What `useInfiniteQuery` says of the next page. */
type Pages = Readonly<{ hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }>;

/** Shows the next page of a list, while there is one. */
export function MoreButton({ pages }: Readonly<{ pages: Pages }>) {
  const t = useTexts('frame');
  if (!pages.hasNextPage) return null;
  return (
    <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      {t('more')}
    </Button>
  );
}
