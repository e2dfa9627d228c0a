import { Pill } from '../../design/pill.tsx';
import { useTexts } from '../../texts/use-texts.ts';

const TONES = { pending: 'plain', active: 'good', suspended: 'bad' } as const;

/** How an account stands. */
export function UserPill({ status }: Readonly<{ status: keyof typeof TONES }>) {
  const t = useTexts('console-users');
  return <Pill tone={TONES[status]}>{t(`is.${status}`)}</Pill>;
}
