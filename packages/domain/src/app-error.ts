import type * as z from 'zod/mini';
import { isLocalized, type Locale, type Localized } from './locale.ts';

/** What sort of failure it is; the boundary decides HTTP status and retry from this alone. */
export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported-media'
  | 'too-many'
  | 'unavailable';

/** One field of a request and what is wrong with it. */
export type FieldError = Readonly<{ field: string; message: string }>;

/** What the answer to a failed call has whatever the error is. No detail is called so: nobody would ever see it. */
export type ProblemMember = 'type' | 'title' | 'status' | 'code' | 'detail' | 'traceId' | 'errors';

type Details = Readonly<Record<string, unknown> & Partial<Record<ProblemMember, never>>>;
type Facts<D = Details> = Readonly<{
  /**
   * Members that the answer carries beside the standard ones; also fill `{name}` in the text. What people read of them is given
   * in every language.
   */
  details?: D;
  errors?: readonly FieldError[];
  cause?: unknown;
}>;

/** A failure that the caller can understand: it has a stable code and a text in every language. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];
  readonly #text: Localized;

  constructor(kind: ErrorKind, code: string, text: Localized, facts: Facts = {}) {
    super(
      fill(text, facts.details ?? {}, 'en'),
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.kind = kind;
    this.code = code;
    this.details = facts.details ?? {};
    this.errors = facts.errors ?? [];
    this.#text = text;
  }

  /** The sentence for a person who reads the given language. */
  detail(locale: Locale): string {
    return fill(this.#text, this.details, locale);
  }

  /** The details for somebody who reads the given language. */
  members(locale: Locale): Details {
    return Object.fromEntries(
      Object.entries(this.details).map(([name, value]) => [name, inLanguage(value, locale)]),
    );
  }
}

/** What is declared of an error. Routes list it in their contract. */
export type DeclaredError = Readonly<{
  kind: ErrorKind;
  code: string;
  text: Localized;
  /** Members of the answer beside the standard ones. */
  details?: () => z.ZodMiniType;
}>;

/** A declared error; use cases throw what calling it returns. */
export type ErrorDefinition<D = Details> = ((facts?: Facts<D>) => AppError) & DeclaredError;

/**
 * Declares an error once, with its kind, its stable code and its text in every language.
 * `{name}` in the text is replaced by the member of `details` with that name.
 *
 * @param details the schema of the members that the answer carries, for documents and for the compiler; a function, because
 * no deployed function ever needs the schema itself. What a route may answer with has to declare whatever fills its text, but for
 * members that every error has.
 */
export function defineError<S extends z.ZodMiniType<Details, Details> = z.ZodMiniType<Details, Details>>(
  kind: ErrorKind,
  code: string,
  text: Localized,
  details?: () => S,
): ErrorDefinition<z.input<S>> {
  const create = (facts?: Facts<z.input<S>>) => new AppError(kind, code, text, facts);
  return Object.assign(create, { kind, code, text, ...(details && { details }) });
}

/** Whether a caught value is the given declared error. */
export function isError(definition: DeclaredError, value: unknown): value is AppError {
  return value instanceof AppError && value.code === definition.code;
}

function fill(text: Localized, details: Details, locale: Locale): string {
  return text[locale].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = inLanguage(details[name], locale);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}

const inLanguage = (value: unknown, locale: Locale): unknown => (isLocalized(value) ? value[locale] : value);
