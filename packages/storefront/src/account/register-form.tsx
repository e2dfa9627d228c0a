import type { AnyProblem } from '@cartless/api-client';
import { NewEmail, Phone, readPhoneNumber, Username } from '@cartless/domain';
import type { UseFormReturn } from 'react-hook-form';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm, withoutEmpty } from '../app/shop-form.ts';
import { useWishKey } from '../app/wish-key.ts';
import { TextField } from '../design/field.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { useAvailability } from './availability.ts';
import { aboutPassword, GoodPassword } from './good-password.ts';
import { homeCountry } from './home-country.ts';
import { NewPasswordField } from './new-password-field.tsx';

const Registration = z.strictObject({
  username: Username,
  email: NewEmail,
  phone: z.optional(Phone),
  password: GoodPassword,
});
type Out = z.infer<typeof Registration>;
type Values = Record<keyof Out, string>;
type Form = UseFormReturn<Values, unknown, Out>;

const FIELD_OF = {
  USERNAME_TAKEN: 'username',
  USERNAME_RESERVED: 'username',
  EMAIL_TAKEN: 'email',
  PHONE_TAKEN: 'phone',
  PHONE_INVALID: 'phone',
  ...aboutPassword('password'),
} as const;

/** Opens an account. */
export function RegisterForm({ onDone }: Readonly<{ onDone: (email: string) => void }>) {
  const t = useTexts('account');
  const locale = useLocale();
  const form: Form = useShopForm<Values, Out>(Registration, {
    defaultValues: { username: '', email: '', phone: '', password: '' },
    said,
  });
  const keyOf = useWishKey();
  const send = async ({ username, email, ...rest }: Out): Promise<AnyProblem | undefined> => {
    const { phone, password } = rest;
    const body = {
      username: username.typed,
      email: email.typed,
      password,
      ...(phone !== undefined && { phone }),
      locale,
    };
    const { error } = await shop.post('/register', { params: { header: keyOf(body) }, body });
    if (error === undefined) onDone(email.typed);
    return error;
  };
  return (
    // All are registered here, in the order in which they stand: one is led to the first that is wrong.
    <SendForm form={form} send={send} act={t('register')} fieldOf={FIELD_OF}>
      <NameField
        form={form}
        {...form.register('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <NameField form={form} {...form.register('email')} type="email" autoComplete="email" />
      <NameField form={form} {...form.register('phone')} type="tel" autoComplete="tel" optional />
      <NewPasswordField
        {...form.register('password')}
        label={t('password')}
        typed={form.watch('password')}
        error={form.formState.errors.password?.message}
      />
    </SendForm>
  );
}

/** Phones are typed as they are dialled at home. */
const said = ({ phone, ...values }: Values): object =>
  withoutEmpty({ ...values, phone: readPhoneNumber(phone, homeCountry()) ?? phone });

type NameProps = Readonly<{ form: Form; name: 'username' | 'email' | 'phone' }> &
  Omit<Parameters<typeof TextField>[0], 'form' | 'name' | 'label'>;

/** One of the three names of which each is one account's alone: whether it is free is said while it is typed. */
function NameField({ form, name, ...input }: NameProps) {
  const t = useTexts('account');
  const free = useAvailability(name, nameIn(name, form.watch(name)));
  const wrong = form.formState.errors[name]?.message;
  return (
    <TextField
      {...input}
      name={name}
      label={t(name)}
      hint={t(`hints.${name}`)}
      error={wrong ?? (free === false ? t(`taken.${name}`) : undefined)}
      good={free === true ? t('free') : undefined}
    />
  );
}

/** What was typed as the shop is asked about it; undefined while it cannot be such a name. */
function nameIn(name: NameProps['name'], typed: string): string | undefined {
  if (name === 'phone') return readPhoneNumber(typed, homeCountry());
  const read = z.safeParse(name === 'username' ? Username : NewEmail, typed);
  return read.success ? read.data.typed : undefined;
}
