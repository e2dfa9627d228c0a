import type { Locale, Localized } from './locale.ts';

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

type Facts = Readonly<{
  /** Members that the answer carries beside the standard ones; also fill `{name}` in the text. */
  details?: Readonly<Record<string, unknown>>;
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
    super(fill(text.en, facts.details ?? {}), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = kind;
    this.code = code;
    this.details = facts.details ?? {};
    this.errors = facts.errors ?? [];
    this.#text = text;
  }

  /** The sentence for a person who reads the given language. */
  detail(locale: Locale): string {
    return fill(this.#text[locale], this.details);
  }
}

/** A declared error: routes list it in their contract, use cases throw what calling it returns. */
export type ErrorDefinition = ((facts?: Facts) => AppError) &
  Readonly<{ kind: ErrorKind; code: string; text: Localized }>;

/**
 * Declares an error once, with its kind, its stable code and its text in every language.
 * `{name}` in the text is replaced by the member of `details` with that name.
 */
export function defineError(kind: ErrorKind, code: string, text: Localized): ErrorDefinition {
  return Object.assign((facts?: Facts) => new AppError(kind, code, text, facts), { kind, code, text });
}

/** Whether a caught value is the given declared error. */
export function isError(definition: ErrorDefinition, value: unknown): value is AppError {
  return value instanceof AppError && value.code === definition.code;
}

function fill(text: string, details: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
