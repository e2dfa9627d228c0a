import { type Answer, indentedJson } from '../../kit/answer.ts';
import { Refusal } from '../../kit/refusal.ts';

interface ApiErrorDetails {
  status?: number;
  type?: 'api_error' | 'idempotency_error' | 'invalid_request_error';
  code?: string;
  param?: string;
  /** Whether the answer is kept for the idempotency key. Stripe keeps an answer once the work has begun. */
  kept?: boolean;
}

/** A refusal in the shape that Stripe's SDKs turn into their own error classes. */
export class ApiError extends Refusal {
  readonly type: string;
  readonly param: string | undefined;
  readonly kept: boolean;

  constructor(message: string, details: ApiErrorDetails = {}) {
    super(details.status ?? 400, details.code ?? '', message);
    this.name = 'ApiError';
    this.type = details.type ?? 'invalid_request_error';
    this.param = details.param;
    this.kept = details.kept ?? false;
  }

  toAnswer(headers: Readonly<Record<string, string>> = {}): Answer {
    const { status, type, message, param } = this;
    const error = { type, code: this.code || undefined, message, param };
    return indentedJson(status, { error }, headers);
  }
}

/** A refusal by the kit in Stripe's shape. */
export function asApiError(refusal: Refusal): ApiError {
  if (refusal instanceof ApiError) return refusal;
  const { message, status } = refusal;
  return new ApiError(message, { status, type: status < 500 ? 'invalid_request_error' : 'api_error' });
}

export const notFound = (kind: string, id: string, param = 'id'): ApiError =>
  new ApiError(`No such ${kind}: '${id}'`, { status: 404, code: 'resource_missing', param });
