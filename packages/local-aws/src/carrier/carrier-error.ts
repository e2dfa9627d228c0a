export interface FieldError {
  field: string;
  message: string;
  suggestion: string | null;
}

/** A refusal in EasyPost's shape: `{error: {code, message, errors}}`. */
export class CarrierError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, code: string, message: string, errors: readonly FieldError[] = []) {
    super(message);
    this.name = 'CarrierError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): { error: { code: string; message: string; errors: readonly FieldError[] } } {
    return { error: { code: this.code, message: this.message, errors: this.errors } };
  }
}

export const fieldError = (field: string, message: string): FieldError => ({
  field,
  message,
  suggestion: null,
});
