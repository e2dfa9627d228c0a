import { Link } from '@tanstack/react-router';
import { type AnyProblem, ShopError } from '@cartless/api-client';
import { TypedPassword } from '@cartless/domain';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { PasswordField, TextField } from '../design/field.tsx';
import { FailureNotice, Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { ResendForm } from './resend-form.tsx';

const LogIn = z.strictObject({
  identifier: z.string().check(z.trim(), z.minLength(1), z.maxLength(254)),
  password: TypedPassword,
});
type Values = z.infer<typeof LogIn>;

type Props = Readonly<{ onCode: (identifier: string) => void; onDone?: () => void }>;

/** Logs in by a password. */
export function LogInForm({ onCode, onDone }: Props) {
  const t = useTexts('account');
  const form = useShopForm<Values, Values>(LogIn, { defaultValues: { identifier: '', password: '' } });
  const { errors } = form.formState;
  const [inactive, setInactive] = useState<Inactive>();
  const send = async (who: Values): Promise<AnyProblem | undefined> => {
    setInactive(undefined);
    const { error } = await shop.session.logIn(who);
    if (error === undefined) onDone?.();
    if (error?.code === 'CODE_REQUIRED') onCode(who.identifier);
    else if (error?.code === 'NOT_ACTIVATED') setInactive({ ...who, detail: error.detail });
    else return error;
    return undefined;
  };
  return (
    <>
      <SendForm
        form={form}
        send={send}
        act={t('logIn')}
        explain={(problem) => <Refusal problem={problem} />}
        acts={<Link to="/account/forgot-password">{t('forgot')}</Link>}
      >
        <TextField
          {...form.register('identifier')}
          label={t('identifier')}
          error={errors.identifier?.message}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField
          {...form.register('password')}
          label={t('password')}
          error={errors.password?.message}
          autoComplete="current-password"
        />
      </SendForm>
      {inactive !== undefined && <NotActivated {...inactive} />}
    </>
  );
}

function Refusal({ problem }: Readonly<{ problem: AnyProblem }>) {
  if (problem.code !== 'BAD_CREDENTIALS') return <FailureNotice error={new ShopError(problem)} />;
  return (
    <Notice tone="bad">
      <p>{problem.detail}</p>
    </Notice>
  );
}

type Inactive = Readonly<{ identifier: string; detail: string }>;

/** What is missing before somebody can log in. It is a form, so it stands beneath that of the log-in, not in it. */
function NotActivated({ identifier, detail }: Inactive) {
  const t = useTexts('account');
  return (
    <Notice tone="warn" title={t('notActivated')}>
      <p>{detail}</p>
      <ResendForm email={identifier.includes('@') ? identifier : ''} />
    </Notice>
  );
}
