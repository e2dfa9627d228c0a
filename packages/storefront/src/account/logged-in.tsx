import type { ReactNode } from 'react';
import { useSession } from '../app/session.ts';
import { Loading } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { LogInCard } from './log-in-card.tsx';

/** What only somebody who is logged in can see. All others log in right here, also when a session ends in the middle. */
export function LoggedIn({ children }: Readonly<{ children: ReactNode }>) {
  const t = useTexts('account');
  const session = useSession();
  if (session === undefined) return <Loading lines={6} />;
  if (session === null) return <LogInCard title={t('logInToGoOn')} />;
  return children;
}
