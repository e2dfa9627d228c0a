import { type Problem, Refusal, sentences } from './refusal.ts';

export type Input = Readonly<Record<string, unknown>>;

export const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_TEXT = 500;

/**
 * Reads the fields of one object and collects what is wrong with them, so that all problems are told together. Fields of
 * forms and queries arrive as text, so numbers and booleans are also taken in writing, and an empty field is an absent one.
 */
export class FieldReader {
  readonly problems: Problem[] = [];
  readonly #input: Input;
  readonly #prefix: string;

  constructor(input: Input, prefix = '') {
    this.#input = input;
    this.#prefix = prefix;
  }

  text(name: string): string | null {
    const value = this.#present(name);
    if (value === undefined) return null;
    if (typeof value !== 'string' && typeof value !== 'number') return this.problem(name, 'must be text');
    const text = String(value).trim();
    return text.length > MAX_TEXT
      ? this.problem(name, `must have ${MAX_TEXT} characters at most`)
      : text || null;
  }

  number(name: string, { min, max }: { min: number; max: number }): number | null {
    const value = this.#number(name);
    if (value === undefined || (value >= min && value <= max)) return value ?? null;
    return this.problem(name, `must be a number from ${min} to ${max}`);
  }

  whole(name: string, { min, max }: { min: number; max: number }): number | null {
    const value = this.#number(name);
    if (value === undefined || (Number.isInteger(value) && value >= min && value <= max))
      return value ?? null;
    return this.problem(name, `must be a whole number from ${min}`);
  }

  boolean(name: string): boolean | null {
    const value = this.#present(name);
    if (value === undefined) return null;
    if (value === true || value === 'true' || value === 'on') return true;
    if (value === false || value === 'false' || value === 'off') return false;
    return this.problem(name, 'must be true or false');
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.#present(name);
    if (value === undefined) return null;
    return (
      allowed.find((item) => item === value) ?? this.problem(name, `must be one of ${allowed.join(', ')}`)
    );
  }

  problem(name: string, message: string): null {
    this.problems.push({ field: `${this.#prefix}${name}`, message });
    return null;
  }

  /** Refuses at once when there are fields beside these. @throws Refusal 422 */
  refuseOthers(known: readonly string[]): void {
    const others = Object.keys(this.#input).filter((name) => !known.includes(name));
    for (const name of others)
      this.problem(name, `is not known here; known: ${known.join(', ') || 'no field at all'}`);
    this.refuseProblems();
  }

  /** @throws Refusal 422 with all problems, when there are any. */
  refuseProblems(code = 'INPUT.INVALID', message = sentences(this.problems)): void {
    if (this.problems.length > 0) throw new Refusal(422, code, message, this.problems);
  }

  #present(name: string): unknown {
    return this.#input[name] === '' ? undefined : (this.#input[name] ?? undefined);
  }

  #number(name: string): number | undefined {
    const value = this.#present(name);
    const number = typeof value === 'string' ? Number(value) : value;
    return number === undefined || typeof number === 'number' ? number : Number.NaN;
  }
}
