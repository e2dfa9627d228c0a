/** What is wrong with one field of the input. The message follows the field's name in a sentence. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** A call that is not carried out. Each simulator shows it in the shape of the API that it plays. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(status: number, code: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

/** All problems as sentences: `mode must be one of none, slow.` */
export const sentences = (problems: readonly Problem[]): string =>
  problems.map(({ field, message }) => `${field} ${message}.`).join(' ');
