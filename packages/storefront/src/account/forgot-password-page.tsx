import type { AnyProblem } from '@cartless/api-client';
import { Email } from '@cartless/domain';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { Card } from '../design/card.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';

const Forgot = z.strictObject({ email: Email });
type Out = z.infer<typeof Forgot>;

/** Asks for a mail with a link to choose a new password; the shop does not say whether there is such an account. */
export function ForgotPasswordPage() {
  const t = useTexts('account');
  const [sent, setSent] = useState<string>();
  const form = useShopForm<{ email: string }, Out>(Forgot, { defaultValues: { email: '' } });
  const send = async ({ email }: Out): Promise<AnyProblem | undefined> => {
    const { error } = await shop.post('/password/forgot', { body: { email: email.typed } });
    if (error === undefined) setSent(email.typed);
    return error;
  };
  return (
    <div className={styles['gate']}>
      <PageHead title={t('forgotTitle')} lead={t('forgotLead')} />
      <Card>
        <SendForm form={form} send={send} act={t('sendLink')}>
          <TextField
            {...form.register('email')}
            label={t('email')}
            error={form.formState.errors.email?.message}
            type="email"
            autoComplete="email"
          />
          {sent !== undefined && (
            <Notice tone="good">
              <p>{t('linkSent', { email: sent })}</p>
            </Notice>
          )}
        </SendForm>
      </Card>
      <Link to="/account/login">{t('backToLogIn')}</Link>
    </div>
  );
}
