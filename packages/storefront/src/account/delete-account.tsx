import { type AnyProblem, ShopError } from '@cartless/api-client';
import { TypedPassword } from '@cartless/domain';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { PasswordField } from '../design/field.tsx';
import { FailureNotice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';

const Confirmed = z.strictObject({ password: TypedPassword });
type Values = z.infer<typeof Confirmed>;

/** Deletes the account, after it was asked for the password. */
export function DeleteAccount() {
  const t = useTexts('account');
  const [asked, setAsked] = useState(false);
  return (
    <>
      <p>{t('deleteLead')}</p>
      <p>
        <Button meaning="bad" onClick={() => setAsked(true)}>
          {t('delete')}
        </Button>
      </p>
      <Dialog open={asked} title={t('deleteAsk')} onClose={() => setAsked(false)}>
        <p>{t('deleteFollows')}</p>
        <DeleteForm onClose={() => setAsked(false)} />
      </Dialog>
    </>
  );
}

function DeleteForm({ onClose }: Readonly<{ onClose: () => void }>) {
  const t = useTexts('account');
  const navigate = useNavigate();
  const form = useShopForm<Values, Values>(Confirmed, { defaultValues: { password: '' } });
  const send = async ({ password }: Values): Promise<AnyProblem | undefined> => {
    const { error } = await shop.delete('/me', { body: { password } });
    if (error !== undefined) return error;
    await shop.session.logOut();
    await navigate({ to: '/' });
    return undefined;
  };
  return (
    <SendForm
      form={form}
      send={send}
      act={t('delete')}
      meaning="bad"
      fieldOf={{ WRONG_PASSWORD: 'password' }}
      explain={(problem) => <FailureNotice error={new ShopError(problem)} />}
      acts={<Button onClick={onClose}>{t('cancel')}</Button>}
    >
      <PasswordField
        {...form.register('password')}
        label={t('currentPassword')}
        error={form.formState.errors.password?.message}
        autoComplete="current-password"
      />
    </SendForm>
  );
}
