import type { Result } from '../calling/operations.ts';
import type { AnyProblem } from './client-problem.ts';

/** A call that failed, where a result is no use: thrown by {@link unwrap} and by the pages of lists. */
export class ShopError<Problem extends AnyProblem = AnyProblem> extends Error {
  override readonly name = 'ShopError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** What the call answered. @throws ShopError with the problem, when it failed */
export async function unwrap<Data, Problem extends AnyProblem>(
  call: Result<Data, Problem> | Promise<Result<Data, Problem>>,
): Promise<Data> {
  const result = await call;
  if (result.error !== undefined) throw new ShopError(result.error);
  return result.data as Data;
}
