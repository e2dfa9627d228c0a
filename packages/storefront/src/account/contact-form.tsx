import type { AnyProblem } from '@cartless/api-client';
import { LOCALES, Phone, readPhoneNumber } from '@cartless/domain';
import { useState } from 'react';
import * as z from 'zod/mini';
import { isStaff } from '../app/session.ts';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { CheckField, SelectField, TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { homeCountry } from './home-country.ts';
import { type Me, useSavedProfile } from './use-saved-profile.ts';

const Contact = z.strictObject({
  phone: z.nullable(Phone),
  locale: z.enum(LOCALES),
  weeklyReport: z.optional(z.boolean()),
});
type Out = z.infer<typeof Contact>;
type Values = { phone: string; locale: Me['locale']; weeklyReport: boolean };
const FIELD_OF = { PHONE_TAKEN: 'phone', PHONE_INVALID: 'phone' } as const;

/** Phone and language of mails. */
export function ContactForm({ me }: Readonly<{ me: Me }>) {
  const t = useTexts('account');
  const [saved, setSaved] = useState(false);
  const keep = useSavedProfile();
  const staff = isStaff(me.scopes);
  const form = useShopForm<Values, Out>(Contact, {
    defaultValues: { phone: me.phone ?? '', locale: me.locale, weeklyReport: me.weeklyReport },
    said,
  });
  const { errors } = form.formState;
  const send = async ({ phone, locale, weeklyReport }: Out): Promise<AnyProblem | undefined> => {
    setSaved(false);
    const report = staff && weeklyReport !== undefined && { weeklyReport };
    const { data, error } = await shop.patch('/me', { body: { phone, locale, ...report } });
    if (data === undefined) return error;
    keep(data);
    setSaved(true);
    return undefined;
  };
  return (
    <SendForm form={form} send={send} act={t('save')} fieldOf={FIELD_OF}>
      <TextField
        {...form.register('phone')}
        label={t('phone')}
        hint={t('hints.phone')}
        error={errors.phone?.message}
        type="tel"
        autoComplete="tel"
        optional
      />
      <SelectField {...form.register('locale')} label={t('mailLanguage')} error={errors.locale?.message}>
        <option value="en">English</option>
        <option value="zh-CN">简体中文</option>
      </SelectField>
      {staff && <CheckField {...form.register('weeklyReport')} label={t('weeklyReport')} />}
      {saved && (
        <Notice tone="good">
          <p>{t('saved')}</p>
        </Notice>
      )}
    </SendForm>
  );
}

const said = ({ phone, ...values }: Values): object => ({
  ...values,
  phone: phone.trim() === '' ? null : (readPhoneNumber(phone, homeCountry()) ?? phone),
});
