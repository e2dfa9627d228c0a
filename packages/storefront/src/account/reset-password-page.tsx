import { type AnyProblem, ShopError } from '@cartless/api-client';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { buttonClass } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { FailureNotice, Notice } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';
import { aboutPassword, GoodPassword } from './good-password.ts';
import { NewPasswordField } from './new-password-field.tsx';

const route = getRouteApi('/account/reset-password');
const Reset = z.strictObject({ password: GoodPassword });
type Values = z.infer<typeof Reset>;

/** Where the link of the mail leads: a new password is chosen. */
export function ResetPasswordPage() {
  const t = useTexts('account');
  const { token } = route.useSearch();
  const [done, setDone] = useState(false);
  const form = useShopForm<Values, Values>(Reset, { defaultValues: { password: '' } });
  const send = async ({ password }: Values): Promise<AnyProblem | undefined> => {
    const { error } = await shop.post('/password/reset', { body: { token, password } });
    if (error === undefined) setDone(true);
    return error;
  };
  return (
    <div className={styles['gate']}>
      <PageHead title={t('resetTitle')} />
      {done ? (
        <Notice
          tone="good"
          title={t('resetDone')}
          acts={
            <Link to="/account/login" className={buttonClass({ meaning: 'act' })}>
              {t('logIn')}
            </Link>
          }
        >
          <p>{t('resetDoneLead')}</p>
        </Notice>
      ) : (
        <Card>
          <SendForm
            form={form}
            send={send}
            act={t('savePassword')}
            fieldOf={aboutPassword('password')}
            explain={(problem) => <Spent problem={problem} />}
          >
            <NewPasswordField
              {...form.register('password')}
              label={t('newPassword')}
              typed={form.watch('password')}
              error={form.formState.errors.password?.message}
            />
          </SendForm>
        </Card>
      )}
    </div>
  );
}

/** A link works once and not for ever: another is a click away. */
function Spent({ problem }: Readonly<{ problem: AnyProblem }>) {
  const t = useTexts('account');
  const spent = problem.code === 'TOKEN_EXPIRED' || problem.code === 'TOKEN_UNKNOWN';
  return (
    <FailureNotice error={new ShopError(problem)}>
      {spent && <Link to="/account/forgot-password">{t('anotherLink')}</Link>}
    </FailureNotice>
  );
}
