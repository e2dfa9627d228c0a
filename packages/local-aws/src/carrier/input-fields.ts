import { CarrierError, fieldError, type FieldError } from './carrier-error.ts';

export type Input = Readonly<Record<string, unknown>>;

export const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the fields of one object, collects what is wrong with them, and tells of all problems together. */
export interface FieldReader {
  text(name: string): string | null;
  number(name: string, range: { min: number; max: number }): number | null;
  boolean(name: string): boolean | null;
  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | null;
  problem(name: string, message: string): void;
  readonly problems: readonly FieldError[];
}

const MAX_TEXT = 500;

/** Form fields arrive as text, so numbers and booleans are also taken in writing, and an empty field is an absent one. */
export function readFields(input: Input, prefix = ''): FieldReader {
  const problems: FieldError[] = [];
  const problem = (name: string, message: string): void => {
    problems.push(fieldError(`${prefix}${name}`, message));
  };
  const present = (name: string): unknown => (input[name] === '' ? undefined : (input[name] ?? undefined));
  const refuse = (name: string, message: string): null => {
    problem(name, message);
    return null;
  };
  return {
    problems,
    problem,
    text: (name) => {
      const value = present(name);
      if (value === undefined) return null;
      if (typeof value !== 'string' && typeof value !== 'number') return refuse(name, 'must be text');
      const text = String(value).trim();
      return text.length > MAX_TEXT ? refuse(name, `must have ${MAX_TEXT} characters at most`) : text || null;
    },
    number: (name, { min, max }) => {
      const value = present(name);
      if (value === undefined) return null;
      const number = typeof value === 'string' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number) || number < min || number > max) {
        return refuse(name, `must be a number from ${min} to ${max}`);
      }
      return number;
    },
    boolean: (name) => {
      const value = present(name);
      if (value === undefined) return null;
      if (value === true || value === 'true' || value === 'on') return true;
      if (value === false || value === 'false' || value === 'off') return false;
      return refuse(name, 'must be true or false');
    },
    oneOf: (name, allowed) => {
      const value = present(name);
      if (value === undefined) return null;
      const match = allowed.find((item) => item === value);
      return match ?? refuse(name, `must be one of ${allowed.join(', ')}`);
    },
  };
}

/** @throws CarrierError 422 with all problems, when there are any. */
export function refuseProblems(problems: readonly FieldError[], code: string, message: string): void {
  if (problems.length > 0) throw new CarrierError(422, code, message, problems);
}

/** @throws CarrierError 422 naming each field that the call does not know. */
export function refuseUnknownFields(input: Input, known: readonly string[]): void {
  const unknown = Object.keys(input).filter((name) => !known.includes(name));
  const problems = unknown.map((name) =>
    fieldError(name, `is not known here; known are ${known.join(', ')}`),
  );
  refuseProblems(problems, 'PARAMETERS.UNKNOWN', 'The request has fields that the simulator does not know.');
}
