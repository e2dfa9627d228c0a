import type { AnyProblem } from '@cartless/api-client';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';

const Code = z.strictObject({ code: z.string().check(z.trim(), z.minLength(1), z.maxLength(16)) });
type Values = z.infer<typeof Code>;

type Props = Readonly<{ identifier: string; onBack: () => void; onDone?: () => void }>;

/** Finishes a log-in by the code of the mail. */
export function CodeForm({ identifier, onBack, onDone }: Props) {
  const t = useTexts('account');
  const form = useShopForm<Values, Values>(Code, { defaultValues: { code: '' } });
  const send = async ({ code }: Values): Promise<AnyProblem | undefined> => {
    const { error } = await shop.session.logInByCode({ identifier, code });
    if (error === undefined) onDone?.();
    return error;
  };
  return (
    <SendForm
      form={form}
      send={send}
      act={t('logIn')}
      fieldOf={{ CODE_INVALID: 'code' }}
      acts={<Button onClick={onBack}>{t('back')}</Button>}
    >
      <Notice title={t('codeTitle')}>
        <p>{t('codeLead')}</p>
      </Notice>
      <TextField
        {...form.register('code')}
        label={t('code')}
        error={form.formState.errors.code?.message}
        autoComplete="one-time-code"
        inputMode="numeric"
      />
    </SendForm>
  );
}
