import { formatMoney, formatTime, unwrap } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Stack } from '../../design/card.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Listed } from '../lists/listed.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { useCurrency } from '../products/currency.ts';
import { ChangePromotion } from './change-promotion.tsx';
import { NewPromotion } from './new-promotion.tsx';
import { PromotionRefused } from './promotion-refused.tsx';
import type { Promotion } from './promotion-values.ts';

/** What shoppers get off by a code. */
export function PromotionsPage() {
  const t = useTexts('console-promotions');
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/promotions'));
  return (
    <>
      <PageHead title={t('promotions')} lead={t('promotionsLead')} />
      <Stack>
        <NewPromotion />
        <Listed pages={pages} empty={t('noPromotions')}>
          {(promotions) => <Promotions promotions={promotions} />}
        </Listed>
      </Stack>
    </>
  );
}

function Promotions({ promotions }: Readonly<{ promotions: readonly Promotion[] }>) {
  const t = useTexts('console-promotions');
  const locale = useLocale();
  const currency = useCurrency();
  const [changing, setChanging] = useState<string>();
  const open = promotions.find(({ code }) => code === changing);
  const turn = useDoing(({ code, version, active }: Promotion) =>
    unwrap(
      shop.patch('/promotions/{code}', { params: { path: { code } }, body: { version, active: !active } }),
    ),
  );
  const reduction = ({ reduction: off }: Promotion): string => {
    if (off.type === 'percent') return t('percentOff', { percent: off.percent });
    return off.type === 'amount' ? formatMoney(off.amount, locale) : t('freeShipping');
  };
  const day = (time: string | undefined): string =>
    time === undefined ? '…' : formatTime(time, locale, { dateStyle: 'medium' });
  return (
    <>
      <PromotionRefused error={turn.error} />
      {open !== undefined && (
        <ChangePromotion
          key={open.code}
          promotion={open}
          currency={currency}
          onClose={() => setChanging(undefined)}
        />
      )}
      <Table
        caption={t('promotions')}
        rows={promotions}
        keyOf={({ code }) => code}
        columns={[
          { head: t('code'), cell: ({ code }) => code },
          { head: t('reduction'), cell: reduction },
          {
            head: t('used'),
            number: true,
            cell: ({ used, limit }) => [used ?? '–', limit].filter((one) => one !== undefined).join(' / '),
          },
          { head: t('period'), cell: ({ from, until }) => `${day(from)} – ${day(until)}` },
          {
            head: t('status'),
            cell: ({ active }) => <Pill tone={active ? 'good' : 'plain'}>{t(active ? 'on' : 'off')}</Pill>,
          },
          {
            head: t('switch'),
            cell: (one) => (
              <>
                <Button
                  size="small"
                  aria-label={t('changeOf', { code: one.code })}
                  onClick={() => setChanging(one.code)}
                >
                  {t('change')}
                </Button>{' '}
                <Button
                  size="small"
                  aria-label={t(one.active ? 'turnOffOf' : 'turnOnOf', { code: one.code })}
                  busy={turn.isPending && turn.variables.code === one.code}
                  onClick={() => turn.mutate(one)}
                >
                  {t(one.active ? 'turnOff' : 'turnOn')}
                </Button>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
