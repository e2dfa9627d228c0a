import type { AnyProblem } from '@cartless/api-client';
import { fieldErrors, type FieldError, type Locale } from '@cartless/domain';
import { useEffect, useMemo } from 'react';
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  type Resolver,
  useForm,
  type UseFormReturn,
} from 'react-hook-form';
import * as z from 'zod/mini';
import { useLocale } from '../texts/locale.tsx';

type Options<Values> = Readonly<{
  defaultValues: DefaultValues<Values>;
  /** What is checked of what stands in the fields; without what is empty, when left out. */
  said?: (values: Values) => object;
}>;

/**
 * A form that is checked by a schema of the domain, in the words and the language in which the shop itself would refuse it. What
 * is handed over when it is sent is what the schema made of it.
 */
export function useShopForm<Values extends FieldValues, Out>(
  schema: z.ZodMiniType<Out>,
  { defaultValues, said = withoutEmpty }: Options<Values>,
): UseFormReturn<Values, unknown, Out> {
  const locale = useLocale();
  const resolver = useMemo(() => resolverOf<Values, Out>(schema, locale, said), [schema, locale, said]);
  const form = useForm<Values, unknown, Out>({ resolver, defaultValues, mode: 'onTouched' });
  useEffect(() => {
    // What is wrong is said in the new language.
    if (Object.keys(form.formState.errors).length > 0) void form.trigger();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [locale]);
  return form;
}

const resolverOf =
  <Values extends FieldValues, Out>(
    schema: z.ZodMiniType<Out>,
    locale: Locale,
    said: (values: Values) => object,
  ): Resolver<Values, unknown, Out> =>
  (values) => {
    const { success, data, error } = z.safeParse(schema, said(values));
    if (success) return { values: data, errors: {} };
    return { values: {}, errors: atFields<Values>(fieldErrors(error.issues, locale)) };
  };

/** The first sentence about each field. */
const atFields = <Values extends FieldValues>(errors: readonly FieldError[]): FieldErrors<Values> =>
  Object.fromEntries(
    errors.toReversed().map(({ field, message }) => [field, { type: 'shop', message }]),
  ) as FieldErrors<Values>;

/** What somebody typed: a field that is left empty says nothing. */
export const withoutEmpty = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** A problem of the shop may name the fields that it is about, or the one. */
type Fielded = AnyProblem & Readonly<{ errors?: readonly FieldError[]; field?: string }>;

/**
 * Puts what the shop refused at the fields that it refused.
 *
 * @param fieldOf the field that a code is about, where the problem does not say so itself
 * @returns whether all of it stands at a field
 */
export function showAtFields<Values extends FieldValues, Out>(
  form: UseFormReturn<Values, unknown, Out>,
  problem: AnyProblem,
  fieldOf: Readonly<Record<string, Path<Values>>> = {},
): boolean {
  const { errors, field, detail, code }: Fielded = problem;
  const one = fieldOf[code] ?? field;
  const told = errors ?? (one === undefined ? [] : [{ field: one, message: detail }]);
  const known = Object.keys(form.getValues());
  // A part of a body has its place before its own name.
  const here = told.map(({ field: path, message }) => ({ name: path.split('.').at(-1) ?? '', message }));
  const shown = here.filter(({ name }) => known.includes(name));
  shown.forEach(({ name, message }, n) =>
    form.setError(name as Path<Values>, { type: 'shop', message }, { shouldFocus: n === 0 }),
  );
  return told.length > 0 && shown.length === told.length;
}
