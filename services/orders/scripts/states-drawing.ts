import { MOVES } from '../src/ordering/order-status.ts';
import { RETURN_MOVES } from '../src/returns/return-moves.ts';

/** The tables of moves that have a drawing, by its file in `docs`; `ends` are the ends that something can still follow on. */
export const DRAWINGS = {
  'order-states.md': {
    title: 'The states of an order',
    source: 'services/orders/src/ordering/order-status.ts',
    first: 'placed',
    ends: ['completed'],
    moves: MOVES,
  },
  'return-states.md': {
    title: 'The states of a return',
    source: 'services/orders/src/returns/return-moves.ts',
    first: 'requested',
    ends: ['withdrawn'],
    moves: RETURN_MOVES,
  },
} as const;

type Drawing = (typeof DRAWINGS)[keyof typeof DRAWINGS];

/** A table of moves as a Mermaid drawing. */
export function statesDrawing({ title, source, first, ends, moves }: Drawing): string {
  const name = (status: string): string => status.replaceAll('-', '_');
  const states = Object.keys(moves).filter((status) => status.includes('-'));
  const lines = [
    ...states.map((status) => `  state "${status}" as ${name(status)}`),
    `  [*] --> ${first}`,
    ...Object.entries<readonly string[]>(moves).flatMap(([from, targets]) =>
      targets.length === 0
        ? [`  ${name(from)} --> [*]`]
        : targets.map((to) => `  ${name(from)} --> ${name(to)}`),
    ),
    ...ends.map((status) => `  ${status} --> [*]`),
  ];
  return [
    `# ${title}`,
    '',
    `Generated from \`${source}\` by \`services/orders/scripts/draw-states.ts\`.`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...lines,
    '```',
    '',
  ].join('\n');
}
