import { readOrderNumber } from '@cartless/domain';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LoggedIn } from '../account/logged-in.tsx';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './orders.module.css';
import { Tracked } from './tracked.tsx';

const route = getRouteApi('/track');

/** Where a parcel is: one types the number of the order, which then stands in the address. */
export function TrackPage() {
  const t = useTexts('orders');
  const { number } = route.useSearch();
  const read = number === undefined ? undefined : readOrderNumber(number);
  return (
    <div className={styles['sheet']}>
      <PageHead title={t('trackTitle')} lead={t('trackLead')} />
      <NumberForm key={number} typed={number ?? ''} />
      {read !== undefined && (
        <LoggedIn>
          <Tracked key={read} orderNumber={read} />
        </LoggedIn>
      )}
    </div>
  );
}

function NumberForm({ typed }: Readonly<{ typed: string }>) {
  const t = useTexts('orders');
  const navigate = useNavigate();
  const [wrong, setWrong] = useState(typed !== '' && readOrderNumber(typed) === undefined);
  const look = (number: string): void => {
    const read = readOrderNumber(number);
    setWrong(read === undefined);
    if (read !== undefined) void navigate({ to: '/track', search: { number: read } });
  };
  return (
    <form
      className={styles['search']}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const number = new FormData(form).get('number');
        look(typeof number === 'string' ? number : '');
        form.querySelector('input')?.focus();
      }}
    >
      <TextField
        name="number"
        label={t('number')}
        hint={t('numberHint')}
        defaultValue={typed}
        error={wrong ? t('numberWrong') : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
      />
      <Button type="submit" meaning="act">
        {t('look')}
      </Button>
    </form>
  );
}
