import type { AnyProblem } from '@cartless/api-client';
import { Email } from '@cartless/domain';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import type { Meaning } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';

const Asked = z.strictObject({ email: Email });
type Out = z.infer<typeof Asked>;

type Props = Readonly<{
  /** What sends the mail. */
  path: '/password/forgot' | '/verify/resend';
  /** What stands in the field at first. */
  email?: string;
  /** What the button says. */
  act: string;
  meaning?: Meaning;
  /** What is said once it was asked for. */
  sentTo: (email: string) => string;
}>;

/** Has the shop send a mail with a link to an address; the shop does not say whether there is an account of it. */
export function MailForm({ path, email = '', act, meaning = 'act', sentTo }: Props) {
  const t = useTexts('account');
  const [sent, setSent] = useState<string>();
  const form = useShopForm<{ email: string }, Out>(Asked, { defaultValues: { email } });
  const send = async (data: Out): Promise<AnyProblem | undefined> => {
    setSent(undefined);
    const { error } = await shop.post(path, { body: { email: data.email.typed } });
    if (error === undefined) setSent(data.email.typed);
    return error;
  };
  return (
    <SendForm form={form} send={send} act={act} meaning={meaning}>
      <TextField
        {...form.register('email')}
        label={t('email')}
        error={form.formState.errors.email?.message}
        type="email"
        autoComplete="email"
      />
      {sent !== undefined && (
        <Notice tone="good">
          <p>{sentTo(sent)}</p>
        </Notice>
      )}
    </SendForm>
  );
}
