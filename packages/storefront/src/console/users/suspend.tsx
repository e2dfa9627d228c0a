import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { AskText } from '../acts/ask-text.tsx';
import { useDoing } from '../lists/use-doing.ts';
import type { UserDetail } from './user-detail.ts';

/** Suspends an account, or reinstates it, with a reason for those who look at it later. */
export function Suspend({ user }: Readonly<{ user: UserDetail }>) {
  const t = useTexts('console-users');
  const [isAsking, setIsAsking] = useState(false);
  const isSuspended = user.status === 'suspended';
  const doing = useDoing(
    (reason: string) => {
      const init = {
        params: { path: { userId: user.userId } },
        body: reason === '' ? {} : { reason },
      };
      return unwrap(
        isSuspended
          ? shop.post('/users/{userId}/reinstate', init)
          : shop.post('/users/{userId}/suspend', init),
      );
    },
    () => setIsAsking(false),
  );
  const act = isSuspended ? t('reinstate') : t('suspend');
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{act}</Button>
      {isAsking && (
        <AskText
          title={act}
          label={t('reason')}
          act={act}
          meaning={isSuspended ? 'act' : 'bad'}
          optional
          doing={doing}
          onClose={() => setIsAsking(false)}
        >
          {!isSuspended && <p>{t('suspendLead')}</p>}
        </AskText>
      )}
    </>
  );
}
