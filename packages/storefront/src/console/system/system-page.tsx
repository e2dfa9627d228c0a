import { formatTime } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { Card, Stack } from '../../design/card.tsx';
import { FailureNotice, Loading } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import { textIn } from '../lists/in-address.ts';
import { percent } from '../reports/figures.ts';
import { DeadLetters } from './dead-letters.tsx';
import { Follow } from './follow.tsx';
import { WATCHED_MS } from './watched.ts';

const route = getRouteApi('/console/system');

const SERVICES = ['/users/health', '/orders/health', '/logistics/health', '/analytics/health'] as const;

/** What runs, whom it can reach, what it could not handle, and how one order goes through all of it. */
export function SystemPage() {
  const t = useTexts('console-system');
  const mayFollow = useMayWork('support');
  const follow = textIn(route.useSearch(), 'follow');
  return (
    <>
      <PageHead title={t('systemTitle')} lead={t('systemLead')} />
      <Stack>
        <Services />
        {mayFollow && <Follow name={follow} />}
        {mayFollow && <DeadLetters />}
        <Carriers />
      </Stack>
    </>
  );
}

function Services() {
  const t = useTexts('console-system');
  const answers = useQueries({
    queries: SERVICES.map((path) => ({ ...queryOf(shop, path), refetchInterval: WATCHED_MS })),
  });
  return (
    <Card>
      <h2>{t('services')}</h2>
      <Table
        caption={t('services')}
        rows={answers.map((answer, place) => ({ ...answer, path: SERVICES[place] ?? '' }))}
        keyOf={({ path }) => path}
        columns={[
          { head: t('service'), cell: ({ path, data }) => data?.service ?? path.split('/')[1] },
          {
            head: t('status'),
            cell: ({ error, isPending }) =>
              isPending ? (
                '…'
              ) : (
                <Pill tone={error === null ? 'good' : 'bad'}>{t(error === null ? 'answers' : 'silent')}</Pill>
              ),
          },
          { head: t('version'), cell: ({ data }) => data?.version },
          { head: t('stage'), cell: ({ data }) => data?.stage },
        ]}
      />
    </Card>
  );
}

function Carriers() {
  const t = useTexts('console-system');
  const locale = useLocale();
  const { data, error, refetch } = useQuery({
    ...queryOf(shop, '/carriers/health'),
    refetchInterval: WATCHED_MS,
  });
  return (
    <Card>
      <h2>{t('carriers')}</h2>
      {error !== null && <FailureNotice error={error} again={() => void refetch()} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && (
        <Table
          caption={t('carriers')}
          rows={data.items}
          keyOf={({ carrier }) => carrier}
          columns={[
            { head: t('carrier'), cell: ({ carrier }) => carrier },
            {
              head: t('breaker'),
              cell: ({ breaker }) => (
                <Pill tone={breaker === 'closed' ? 'good' : 'bad'}>{t(`breakerIs.${breaker}`)}</Pill>
              ),
            },
            {
              head: t('again'),
              cell: ({ openUntil }) => (openUntil === null ? '–' : formatTime(openUntil, locale)),
            },
            { head: t('calls'), number: true, cell: ({ calls }) => calls },
            { head: t('success'), number: true, cell: ({ successRate }) => percent(successRate, locale) },
            {
              head: t('time'),
              number: true,
              cell: ({ averageMs }) => (averageMs === null ? '–' : t('ms', { ms: averageMs })),
            },
          ]}
        />
      )}
    </Card>
  );
}
