import type { AnyProblem } from '@cartless/api-client';
import { TypedPassword } from '@cartless/domain';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { PasswordField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { aboutPassword, GoodPassword } from './good-password.ts';
import { NewPasswordField } from './new-password-field.tsx';

const Change = z.strictObject({ current: TypedPassword, next: GoodPassword });
type Values = z.infer<typeof Change>;
const FIELD_OF = { WRONG_PASSWORD: 'current', ...aboutPassword('next') } as const;

/** Chooses another password; all other devices are logged out then. */
export function PasswordForm() {
  const t = useTexts('account');
  const [done, setDone] = useState(false);
  const form = useShopForm<Values, Values>(Change, { defaultValues: { current: '', next: '' } });
  const { errors } = form.formState;
  const send = async (body: Values): Promise<AnyProblem | undefined> => {
    setDone(false);
    const { error } = await shop.put('/me/password', { body });
    if (error !== undefined) return error;
    form.reset();
    setDone(true);
    return undefined;
  };
  return (
    <SendForm form={form} send={send} act={t('savePassword')} fieldOf={FIELD_OF}>
      <PasswordField
        {...form.register('current')}
        label={t('currentPassword')}
        error={errors.current?.message}
        autoComplete="current-password"
      />
      <NewPasswordField
        {...form.register('next')}
        label={t('newPassword')}
        typed={form.watch('next')}
        error={errors.next?.message}
      />
      {done && (
        <Notice tone="good">
          <p>{t('passwordChanged')}</p>
        </Notice>
      )}
    </SendForm>
  );
}
