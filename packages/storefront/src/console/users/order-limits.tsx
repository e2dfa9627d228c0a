import { type DataOf, formatTime, type OperationOf, unwrap } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { FailureNotice, Loading, Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { fieldErrors } from '../acts/field-errors.ts';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';

const PATH = '/admin/shoppers/{userId}/order-limits';
type Limits = DataOf<OperationOf<'get', typeof PATH>>;
const LEVELS = ['automatic', 'restricted', 'new', 'known', 'trusted', 'unlimited'] as const;

/** How much an account may order, what of it is used, and who decided otherwise. */
export function OrderLimits({ userId }: Readonly<{ userId: string }>) {
  const t = useTexts('console-users');
  const { data, error, refetch } = useQuery(queryOf(shop, PATH, { params: { path: { userId } } }));
  return (
    <Card>
      <h2>{t('limits')}</h2>
      {error !== null && <FailureNotice error={error} again={() => void refetch()} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && (
        <>
          <Used limits={data} />
          <Decide userId={userId} />
          <Decisions decisions={data.decisions} />
        </>
      )}
    </Card>
  );
}

function Used({ limits: { level, earned, until, used, limits } }: Readonly<{ limits: Limits }>) {
  const t = useTexts('console-users');
  const locale = useLocale();
  const rows = [
    ['lastHour', used.lastHour, limits?.perHour],
    ['lastDay', used.lastDay, limits?.perDay],
    ['unpaid', used.unpaid.orders, limits?.unpaid.orders],
    ['cash', used.cash.orders, limits?.cash.orders],
  ] as const;
  return (
    <>
      <p>
        {t('levelIs', { level: t(`level.${level}`), earned: t(`level.${earned}`) })}{' '}
        {until !== null && t('levelUntil', { until: formatTime(until, locale) })}
      </p>
      <Table
        caption={t('limits')}
        rows={rows}
        keyOf={([name]) => name}
        columns={[
          { head: t('ordersThat'), cell: ([name]) => t(`counted.${name}`) },
          { head: t('usedOf'), number: true, cell: ([, count, most]) => `${count} / ${most ?? '∞'}` },
        ]}
      />
    </>
  );
}

function Decide({ userId }: Readonly<{ userId: string }>) {
  const t = useTexts('console-users');
  const [level, setLevel] = useState<(typeof LEVELS)[number]>('automatic');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const doing = useDoing(
    () => {
      const body = { level, reason: reason.trim(), ...(level !== 'automatic' && { until }) };
      return unwrap(shop.put(PATH, { params: { path: { userId } }, body }));
    },
    () => setReason(''),
  );
  const wrong = fieldErrors(doing.error);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!doing.isPending) doing.mutate(undefined);
  };
  return (
    <form className={lists['row']} onSubmit={send}>
      <SelectField
        label={t('levelWanted')}
        value={level}
        onChange={({ target }) => setLevel(LEVELS.find((one) => one === target.value) ?? 'automatic')}
      >
        {LEVELS.map((one) => (
          <option key={one} value={one}>
            {t(`level.${one}`)}
          </option>
        ))}
      </SelectField>
      {level !== 'automatic' && (
        <TextField
          label={t('holdsUntil')}
          type="date"
          required
          value={until}
          error={wrong['until']}
          onChange={({ target }) => setUntil(target.value)}
        />
      )}
      <TextField
        label={t('limitsReason')}
        required
        maxLength={500}
        value={reason}
        error={wrong['reason']}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button type="submit" meaning="act" busy={doing.isPending}>
        {t('decideLimits')}
      </Button>
      <Refused error={doing.error} />
      {doing.isSuccess && <Notice tone="good">{t('limitsDecided')}</Notice>}
    </form>
  );
}

function Decisions({ decisions }: Pick<Limits, 'decisions'>) {
  const t = useTexts('console-users');
  const locale = useLocale();
  return (
    <ol className={lists['plain']} role="list">
      {decisions.map(({ level, until, reason, by, at }) => (
        <li key={at}>
          <b>{t(`level.${level}`)}</b>{' '}
          {until !== null && t('levelUntil', { until: formatTime(until, locale) })} {reason}
          <div className={lists['soft']}>
            {formatTime(at, locale)} · {t('by', { by })}
          </div>
        </li>
      ))}
    </ol>
  );
}
