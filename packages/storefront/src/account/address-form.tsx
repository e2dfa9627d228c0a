import type { Address, AnyProblem } from '@cartless/api-client';
import { Address as AddressRule, countries, postalRule } from '@cartless/domain';
import { type ReactNode, useMemo } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type * as z from 'zod/mini';
import styles from '../app/form.module.css';
import { SendForm } from '../app/send-form.tsx';
import { useShopForm, withoutEmpty } from '../app/shop-form.ts';
import { SelectField, TextField } from '../design/field.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { homeCountry } from './home-country.ts';

/** What stands in the fields of an address; a field that is left empty says nothing. */
export type AddressValues = Record<keyof Address, string>;
type Form = UseFormReturn<AddressValues, unknown, Address>;

const FIELDS = [
  'country',
  'recipient',
  'phone',
  'region',
  'city',
  'district',
  'line1',
  'line2',
  'postalCode',
] as const satisfies readonly (keyof Address)[];

/** What is left empty is not there. */
const Entered = AddressRule as z.ZodMiniType<Address>;

/** The form of an address, checked by the rules of the country's post; see {@link AddressFields}. */
export function useAddressForm(initial?: Partial<Address>): Form {
  const known: Partial<Address> = { country: homeCountry(), ...initial };
  const defaultValues = Object.fromEntries(FIELDS.map((name) => [name, known[name] ?? ''])) as AddressValues;
  return useShopForm<AddressValues, Address>(Entered, { defaultValues, said });
}

/** What a country has not is not sent, though it was typed for another before. */
function said({ region, postalCode, ...values }: AddressValues): object {
  const rule = postalRule(values.country);
  return withoutEmpty({
    ...values,
    region: rule?.region === 'refused' ? '' : region,
    postalCode: rule?.postalCode === 'refused' ? '' : postalCode,
  });
}

/** The fields of an address: country first, because it decides which others there are. */
export function AddressFields({ form }: Readonly<{ form: Form }>) {
  const t = useTexts('address');
  const country = form.watch('country');
  const rule = postalRule(country);
  const field = (name: keyof AddressValues) => ({
    ...form.register(name),
    label: t(name),
    error: form.formState.errors[name]?.message,
  });
  return (
    <div className={styles['fields']}>
      <CountryField {...field('country')} />
      <TextField {...field('recipient')} autoComplete="name" />
      <TextField {...field('phone')} type="tel" autoComplete="tel" hint={t('phoneHint')} />
      {rule?.region !== 'refused' && (
        <TextField
          {...field('region')}
          autoComplete="address-level1"
          optional={rule?.region === 'optional'}
        />
      )}
      <TextField {...field('city')} autoComplete="address-level2" />
      <TextField {...field('district')} autoComplete="address-level3" optional />
      <TextField {...field('line1')} autoComplete="address-line1" />
      <TextField {...field('line2')} autoComplete="address-line2" optional />
      {rule?.postalCode !== 'refused' && (
        <TextField
          {...field('postalCode')}
          autoComplete="postal-code"
          optional={rule?.postalCode === 'optional'}
          hint={
            rule === undefined || rule.example === '' ? undefined : t('postalHint', { example: rule.example })
          }
        />
      )}
    </div>
  );
}

function CountryField(field: Parameters<typeof SelectField>[0]) {
  const locale = useLocale();
  const named = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return countries()
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((a, b) => a.name.localeCompare(b.name, locale));
  }, [locale]);
  return (
    <SelectField {...field} autoComplete="country">
      {named.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

type Props = Readonly<{
  initial?: Partial<Address>;
  /** What the button says. */
  act: string;
  /** What becomes of the address. @returns why not, when the shop refuses it */
  onAddress: (address: Address) => Promise<AnyProblem | undefined>;
  /** More to choose, below the fields. */
  children?: ReactNode;
  /** More buttons. */
  acts?: ReactNode;
}>;

/** A form for one address, with its button; what the shop refuses stands at the field. */
export function AddressForm({ initial, act, onAddress, children, acts }: Props) {
  const form = useAddressForm(initial);
  return (
    <SendForm form={form} act={act} send={onAddress} acts={acts}>
      <AddressFields form={form} />
      {children}
    </SendForm>
  );
}
