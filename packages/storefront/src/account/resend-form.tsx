import type { AnyProblem } from '@cartless/api-client';
import { Email } from '@cartless/domain';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';

const Resend = z.strictObject({ email: Email });
type Out = z.infer<typeof Resend>;

/** Sends the mail with the link again; the shop does not say whether there is such an account. */
export function ResendForm({ email }: Readonly<{ email: string }>) {
  const t = useTexts('account');
  const [sent, setSent] = useState<string>();
  const form = useShopForm<{ email: string }, Out>(Resend, { defaultValues: { email } });
  const send = async (data: Out): Promise<AnyProblem | undefined> => {
    setSent(undefined);
    const { error } = await shop.post('/verify/resend', { body: { email: data.email.typed } });
    if (error === undefined) setSent(data.email.typed);
    return error;
  };
  return (
    <SendForm form={form} send={send} act={t('resend')} meaning="quiet">
      <TextField
        {...form.register('email')}
        label={t('email')}
        error={form.formState.errors.email?.message}
        type="email"
        autoComplete="email"
      />
      {sent !== undefined && (
        <Notice tone="good">
          <p>{t('resent', { email: sent })}</p>
        </Notice>
      )}
    </SendForm>
  );
}
