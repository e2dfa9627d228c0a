interface ApiErrorDetails {
  status?: number;
  type?: 'api_error' | 'idempotency_error' | 'invalid_request_error';
  code?: string;
  param?: string;
  /** Whether the answer is kept for the idempotency key. Stripe keeps an answer once the work has begun. */
  kept?: boolean;
}

/** A refusal in the shape that Stripe's SDKs turn into their own error classes. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly kept: boolean;

  constructor(message: string, details: ApiErrorDetails = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = details.status ?? 400;
    this.type = details.type ?? 'invalid_request_error';
    this.code = details.code;
    this.param = details.param;
    this.kept = details.kept ?? false;
  }

  toBody(): string {
    const { type, code, message, param } = this;
    return JSON.stringify({ error: { type, code, message, param } }, null, 2);
  }
}

export const notFound = (kind: string, id: string, param = 'id'): ApiError =>
  new ApiError(`No such ${kind}: '${id}'`, { status: 404, code: 'resource_missing', param });
