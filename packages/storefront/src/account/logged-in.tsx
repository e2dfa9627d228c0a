import { Activity, type ReactNode } from 'react';
import { useOwner } from '../app/session.ts';
import { Loading } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { LogInCard } from './log-in-card.tsx';

type Props = Readonly<{ title?: string; next?: string; children: ReactNode }>;

/**
 * What only somebody who is logged in can see. All others log in right here. When a session ends in the middle, the page waits out of
 * sight with all that was typed, until its owner is back.
 */
export function LoggedIn({ title, next, children }: Props) {
  const t = useTexts('account');
  const owner = useOwner();
  return (
    <>
      {owner === undefined && <Loading lines={6} />}
      {(owner === null || owner?.ended) && (
        <LogInCard title={title ?? t('logInToGoOn')} {...(next && { next })} />
      )}
      {owner && <Activity mode={owner.ended ? 'hidden' : 'visible'}>{children}</Activity>}
    </>
  );
}
