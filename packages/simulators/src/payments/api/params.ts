import { ApiError } from './api-error.ts';
import type { FormTree } from './form-tree.ts';

export type Metadata = Record<string, string>;

/** Reads one request's parameters, remembers which were read, and refuses the rest as Stripe does. */
export class Params {
  readonly #tree: FormTree;
  readonly #prefix: string;
  readonly #read = new Set<string>();
  readonly #children: Params[] = [];

  constructor(tree: FormTree, prefix = '') {
    this.#tree = tree;
    this.#prefix = prefix;
  }

  /** The full name as Stripe writes it in `param`, for example `line_items[0][quantity]`. */
  fullName(name: string): string {
    return this.#prefix === '' ? name : `${this.#prefix}[${name}]`;
  }

  text(name: string, maxLength = 5000): string | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const param = this.fullName(name);
    if (typeof value !== 'string') throw new ApiError(`Invalid string: ${param}`, { param });
    if (value === '') {
      const message = `You passed an empty string for '${param}'. Leave the parameter out instead.`;
      throw new ApiError(message, { code: 'parameter_invalid_empty', param });
    }
    if (value.length > maxLength) {
      const message = `Invalid string: ${param} must be at most ${maxLength} characters`;
      throw new ApiError(message, { param });
    }
    return value;
  }

  integer(name: string, { min = 0, max = 99_999_999 } = {}): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const param = this.fullName(name);
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    if (number === undefined) {
      throw new ApiError(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param });
    }
    if (number < min || number > max) {
      const message = `Invalid ${param}: must be between ${min} and ${max}`;
      throw new ApiError(message, { code: 'parameter_invalid_integer', param });
    }
    return number;
  }

  oneOf<const T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    const param = this.fullName(name);
    throw new ApiError(`Invalid ${param}: must be one of ${choices.join(', ')}`, { param });
  }

  required<T>(name: string, value: T | undefined): T {
    if (value !== undefined) return value;
    const param = this.fullName(name);
    throw new ApiError(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }

  isNested(name: string): boolean {
    return typeof this.#tree[name] === 'object';
  }

  nested(name: string): Params | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const param = this.fullName(name);
    if (typeof value === 'string') throw new ApiError('Invalid object', { param });
    return this.#child(value, param);
  }

  list(name: string): Params[] {
    const list = this.nested(name);
    if (list === undefined) return [];
    return list.#keysInOrder().map((key) => list.required(key, list.nested(key)));
  }

  texts(name: string): string[] {
    const list = this.nested(name);
    if (list === undefined) return [];
    return list.#keysInOrder().map((key) => list.required(key, list.text(key)));
  }

  metadata(name = 'metadata'): Metadata {
    const nested = this.nested(name);
    if (nested === undefined) return {};
    const keys = Object.keys(nested.#tree);
    const param = this.fullName(name);
    if (keys.length > 50) throw new ApiError('Metadata can have at most 50 keys', { param });
    const tooLong = keys.find((key) => key.length > 40);
    if (tooLong !== undefined) {
      throw new ApiError(`Metadata keys can have at most 40 characters: ${tooLong}`, { param });
    }
    // An empty value means "remove this key", which for a new object is the same as never setting it.
    const set = keys.filter((key) => nested.#tree[key] !== '');
    keys.forEach((key) => nested.#read.add(key));
    return Object.fromEntries(set.map((key) => [key, nested.required(key, nested.text(key, 500))]));
  }

  /** Accepts parameters of Stripe's that change nothing here. */
  ignore(...names: string[]): void {
    names.forEach((name) => this.#read.add(name));
  }

  /** @throws ApiError naming the first parameter that nobody read. */
  refuseUnread(): void {
    const unread = Object.keys(this.#tree).find((key) => !this.#read.has(key));
    if (unread !== undefined) {
      const param = this.fullName(unread);
      const message = `Received unknown parameter: ${param} (or one that the payment simulator does not support)`;
      throw new ApiError(message, { code: 'parameter_unknown', param });
    }
    this.#children.forEach((child) => child.refuseUnread());
  }

  #take(name: string): string | FormTree | undefined {
    this.#read.add(name);
    return this.#tree[name];
  }

  #child(tree: FormTree, prefix: string): Params {
    const child = new Params(tree, prefix);
    this.#children.push(child);
    return child;
  }

  #keysInOrder(): string[] {
    const keys = Object.keys(this.#tree);
    if (keys.some((key) => !/^\d{1,4}$/.test(key))) {
      throw new ApiError('Invalid array', { param: this.#prefix });
    }
    return keys.toSorted((a, b) => Number(a) - Number(b));
  }
}
