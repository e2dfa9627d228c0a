import { FailureNotice, Loading } from './notice.tsx';

type Asked = Readonly<{ error: Error | null; refetch: () => Promise<unknown> }>;

/**
 * In the place of what was never answered: that it is on its way, or why it did not come. What was answered once stays, and what was typed
 * beside it, whatever becomes of asking again.
 */
export function NotYet({ asked, lines = 3 }: Readonly<{ asked: Asked; lines?: number }>) {
  const { error, refetch } = asked;
  if (error === null) return <Loading lines={lines} />;
  return <FailureNotice error={error} again={() => void refetch()} />;
}
