import type { AnyProblem } from '@cartless/api-client';
import { NewEmail, TypedPassword } from '@cartless/domain';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { PasswordField, TextField } from '../design/field.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { useSavedProfile } from './use-saved-profile.ts';

const Change = z.strictObject({ email: NewEmail, password: TypedPassword });
type Out = z.infer<typeof Change>;
const FIELD_OF = { EMAIL_TAKEN: 'email', WRONG_PASSWORD: 'password' } as const;

/** Changes the address of mails, which counts once the link in the mail to it was followed. */
export function EmailForm() {
  const t = useTexts('account');
  const keep = useSavedProfile();
  const form = useShopForm<Record<keyof Out, string>, Out>(Change, {
    defaultValues: { email: '', password: '' },
  });
  const { errors } = form.formState;
  const send = async ({ email, password }: Out): Promise<AnyProblem | undefined> => {
    const { data, error } = await shop.patch('/me', { body: { email: email.typed, password } });
    if (data === undefined) return error;
    keep(data);
    form.reset();
    return undefined;
  };
  return (
    <SendForm form={form} send={send} act={t('changeEmail')} meaning="quiet" fieldOf={FIELD_OF}>
      <TextField
        {...form.register('email')}
        label={t('newEmail')}
        hint={t('newEmailHint')}
        error={errors.email?.message}
        type="email"
        autoComplete="off"
      />
      <PasswordField
        {...form.register('password')}
        label={t('currentPassword')}
        error={errors.password?.message}
        autoComplete="current-password"
      />
    </SendForm>
  );
}
