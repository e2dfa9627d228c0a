import { fieldErrors } from '../acts/field-errors.ts';
import type { Field } from './product-values.ts';

/** By which names the shop knows the fields of the form. */
const FORM_FIELDS: Readonly<Record<string, Field>> = {
  'title.en': 'titleEn',
  'title.zh-CN': 'titleZh',
  'description.en': 'descriptionEn',
  'description.zh-CN': 'descriptionZh',
  'price.amount': 'price',
  'cost.amount': 'cost',
  'limitPerShopper.units': 'limitUnits',
  'limitPerShopper.days': 'limitDays',
  limitPerShopper: 'limitUnits',
};

/** What the shop refused, by the fields of the form. */
export const refusedFields = (error: unknown): Readonly<Partial<Record<Field, string>>> =>
  Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([name, message]) => {
      const own = name.replace(/^body\./, '');
      return [FORM_FIELDS[own] ?? own.replace(/\..*$/, ''), message];
    }),
  );
