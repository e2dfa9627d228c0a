import { ShopError } from '@cartless/api-client';

/** What the shop found wrong with fields, by their names. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  const { errors = [] } = (error instanceof ShopError ? error.problem : {}) as {
    errors?: readonly Readonly<{ field: string; message: string }>[];
  };
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}
