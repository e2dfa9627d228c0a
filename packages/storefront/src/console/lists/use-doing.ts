import { ShopError } from '@cartless/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * Does something to the shop, and reads again whatever is shown: also when it was refused because things stand otherwise than the
 * page says.
 */
export function useDoing<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
  done?: (answer: Answer, input: Input) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (answer: Answer, input: Input) => {
      done?.(answer, input);
      void client.invalidateQueries();
    },
    onError: (error) => {
      if (isConflict(error)) void client.invalidateQueries();
    },
  });
}

/** Whether something was refused because somebody else was first. */
export const isConflict = (error: unknown): boolean =>
  error instanceof ShopError && error.problem.status === 409;
