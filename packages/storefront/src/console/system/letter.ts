import type { DataOf, OperationOf } from '@cartless/api-client';

export type LetterQueue = DataOf<OperationOf<'get', '/orders/dead-letters'>>['items'][number];
export type Letter = LetterQueue['letters'][number];

/** Whether a letter tells of one of these, by what it is about or by its trace. */
export const tellsOf = ({ subjects, trace, eventId }: Letter, names: readonly string[]): boolean =>
  names.some((name) => subjects.includes(name) || trace === name || eventId?.startsWith(`${name}.`) === true);
