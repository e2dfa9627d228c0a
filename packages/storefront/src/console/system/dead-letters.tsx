import { formatTime } from '@cartless/api-client';
import { type ServiceName, SERVICES } from '@cartless/domain';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { lettersQuery, redrive } from './dead-letters.ts';
import type { Letter, LetterQueue } from './letter.ts';
import { WATCHED_MS } from './watched.ts';

/** What no service could handle, why, and the way back into its queue. */
export function DeadLetters() {
  const t = useTexts('console-system');
  const answers = useQueries({
    queries: SERVICES.map((service) => ({ ...lettersQuery(service), refetchInterval: WATCHED_MS })),
  });
  const queues = answers.flatMap(({ data }, place) =>
    (data?.items ?? []).map((queue) => ({ service: SERVICES[place] ?? 'orders', queue })),
  );
  const failed = answers.find(({ error }) => error !== null);
  return (
    <Card>
      <h2>{t('deadLetters')}</h2>
      <p>{t('deadLettersLead')}</p>
      {failed !== undefined && <FailureNotice error={failed.error} again={() => void failed.refetch()} />}
      {queues.length === 0 && answers.every(({ isSuccess }) => isSuccess) && (
        <Notice tone="good">{t('noDeadLetters')}</Notice>
      )}
      {queues.map(({ service, queue }) => (
        <Queue key={queue.queue} {...{ service, queue }} />
      ))}
    </Card>
  );
}

function Queue({ service, queue }: Readonly<{ service: ServiceName; queue: LetterQueue }>) {
  const t = useTexts('console-system');
  const locale = useLocale();
  const doing = useDoing((letterIds?: readonly string[]) => redrive(service, queue.queue, letterIds));
  return (
    <section>
      <h3>{t('queueHolds', { queue: queue.queue, count: queue.count })}</h3>
      {queue.movable ? (
        <Button busy={doing.isPending} onClick={() => doing.mutate(undefined)}>
          {t('putAllBack')}
        </Button>
      ) : (
        <p>{t('notMovable', { service })}</p>
      )}
      <Refused error={doing.error} />
      {doing.isSuccess && <Notice tone="good">{t('wentBack', { moved: doing.data.moved })}</Notice>}
      <Table
        caption={queue.queue}
        rows={queue.letters}
        keyOf={({ letterId }) => letterId}
        columns={[
          { head: t('event'), cell: ({ types, eventId }) => types.join(', ') || (eventId ?? '–') },
          { head: t('about'), cell: (letter) => <About letter={letter} /> },
          { head: t('why'), cell: ({ reason }) => reason ?? t('failedAlways') },
          { head: t('since'), cell: ({ since }) => formatTime(since, locale) },
          { head: t('trace'), cell: ({ trace }) => trace ?? '–' },
          {
            head: t('back'),
            cell: ({ letterId, types, eventId }) =>
              queue.movable && (
                <Button
                  size="small"
                  aria-label={t('putBackOf', { what: eventId ?? types[0] ?? letterId })}
                  busy={doing.isPending && doing.variables?.includes(letterId) === true}
                  onClick={() => doing.mutate([letterId])}
                >
                  {t('putBack')}
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}

function About({ letter }: Readonly<{ letter: Letter }>) {
  return letter.subjects.map((subject) =>
    subject.startsWith('ord_') ? (
      <Link key={subject} to="/console/system" search={{ follow: subject }}>
        {subject}
      </Link>
    ) : (
      <span key={subject}>{subject}</span>
    ),
  );
}
