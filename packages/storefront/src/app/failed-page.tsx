import { useRouter } from '@tanstack/react-router';
import { FailureNotice } from '../design/notice.tsx';

/** A page that failed: why, and once more. */
export function FailedPage({ error, reset }: Readonly<{ error: unknown; reset: () => void }>) {
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return <FailureNotice error={error} again={again} />;
}
