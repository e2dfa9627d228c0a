import { ApiError } from './api-error.ts';
import type { PaymentState } from '../payment-state.ts';

type JsonObject = Record<string, unknown>;

/**
 * A copy of the object with the ids at the given paths (`payment_intent`, `payment_intent.latest_charge`,
 * `line_items`, and so on) replaced by the objects themselves.
 *
 * @throws ApiError when a path cannot be expanded.
 */
export function expandObject(state: PaymentState, object: object, paths: readonly string[]): object {
  // Nothing inside of it is written to then, and most calls ask for nothing more.
  if (paths.length === 0) return { ...object };
  const copy = structuredClone(object) as JsonObject;
  for (const path of paths) expandPath(state, copy, path.split('.'), path);
  return copy;
}

/** The same for every object of a list, whose paths all begin with `data.`. */
export function expandList(
  state: PaymentState,
  list: { data: readonly object[] },
  paths: readonly string[],
): object {
  const inner = paths.map((path) => {
    if (path.startsWith('data.')) return path.slice('data.'.length);
    throw cannotExpand(path);
  });
  return { ...list, data: list.data.map((object) => expandObject(state, object, inner)) };
}

function expandPath(state: PaymentState, object: JsonObject, steps: readonly string[], path: string): void {
  const [step = '', ...rest] = steps;
  const target = resolve(state, object, step);
  if (target === undefined) throw cannotExpand(path);
  object[step] = target;
  if (rest.length > 0 && target !== null) expandPath(state, target, rest, path);
}

/** The object that a property stands for: null when it is empty, undefined when it cannot be expanded. */
function resolve(state: PaymentState, object: JsonObject, step: string): JsonObject | null | undefined {
  if (step === 'line_items' && object['object'] === 'checkout.session') {
    const id = String(object['id']);
    const data = state.sessions.get(id)?.lineItems ?? [];
    return { object: 'list', url: `/v1/checkout/sessions/${id}/line_items`, has_more: false, data };
  }
  const value = object[step];
  if (value === null) return null;
  if (typeof value === 'object' && 'object' in value) return value;
  if (typeof value !== 'string') return undefined;
  const maps = { payment_intent: state.paymentIntents, latest_charge: state.charges, charge: state.charges };
  const map: Map<string, object> | undefined = maps[step as keyof typeof maps];
  return map?.has(value) ? (structuredClone(map.get(value)) as JsonObject) : undefined;
}

const cannotExpand = (path: string): ApiError =>
  new ApiError(`This property cannot be expanded (${path}).`, { param: 'expand' });
