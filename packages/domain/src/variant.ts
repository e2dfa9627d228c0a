import * as z from 'zod/mini';

/**
 * A variant within its product: the keys of its option values, in the order of the options, `m_blue`. It stands in keys of
 * tables and in every order line, so it is short and has no dot.
 */
export const VariantId = z.string().check(z.regex(/^[a-z0-9-]+(_[a-z0-9-]+)*$/), z.maxLength(62));
export type VariantId = z.infer<typeof VariantId>;
