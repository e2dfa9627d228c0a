import { formatTime, unwrap } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { shop } from '../app/shop.ts';
import { Button } from '../design/button.tsx';
import { NotYet } from '../design/not-yet.tsx';
import { FailureNotice } from '../design/notice.tsx';
import { Pill } from '../design/pill.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';

const sessionsQuery = () => queryOf(shop, '/me/sessions');

/** Where one is logged in, each of which can be ended. */
export function Sessions() {
  const t = useTexts('account');
  const locale = useLocale();
  const client = useQueryClient();
  const asked = useQuery(sessionsQuery());
  const end = useMutation({
    mutationFn: (sessionId: string) =>
      unwrap(shop.delete('/me/sessions/{sessionId}', { params: { path: { sessionId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery().queryKey }),
  });
  const endAll = useMutation({
    mutationFn: async () => {
      await unwrap(shop.delete('/me/sessions'));
      await shop.session.logOut();
    },
  });
  const { data } = asked;
  if (data === undefined) return <NotYet asked={asked} />;
  const failed = end.error ?? endAll.error;
  return (
    <>
      {failed !== null && <FailureNotice error={failed} />}
      <ul role="list" className={styles['stack']}>
        {data.items.map(({ sessionId, current, userAgent, sourceIp, usedAt }) => (
          <li key={sessionId} className={styles['row']}>
            <div>
              <p>
                {deviceIn(userAgent) ?? t('unknownDevice')}{' '}
                {current && <Pill tone="good">{t('thisDevice')}</Pill>}
              </p>
              <p className={styles['soft']}>
                {t('lastUsed', { time: formatTime(usedAt, locale) })}
                {sourceIp !== null && ` · ${sourceIp}`}
              </p>
            </div>
            {!current && (
              <Button
                size="small"
                busy={end.isPending && end.variables === sessionId}
                onClick={() => end.mutate(sessionId)}
              >
                {t('endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Button busy={endAll.isPending} onClick={() => endAll.mutate()}>
          {t('endAll')}
        </Button>
      </p>
    </>
  );
}

const BROWSERS = /(Edg|OPR|SamsungBrowser|MicroMessenger|Firefox|HeadlessChrome|Chrome|Safari)\//;
const SYSTEMS = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/;

/** What a browser says that it is, in two words. */
function deviceIn(userAgent: string | null): string | undefined {
  const browser = BROWSERS.exec(userAgent ?? '')?.[1];
  const system = SYSTEMS.exec(userAgent ?? '')?.[1];
  return [browser, system].filter(Boolean).join(', ') || userAgent?.slice(0, 60);
}
