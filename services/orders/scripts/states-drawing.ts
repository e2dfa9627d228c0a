import { MOVES } from '../src/ordering/order-status.ts';

/** The table of moves as a Mermaid drawing. */
export function statesDrawing(): string {
  const name = (status: string): string => status.replaceAll('-', '_');
  const states = Object.keys(MOVES).filter((status) => status.includes('-'));
  const lines = [
    ...states.map((status) => `  state "${status}" as ${name(status)}`),
    '  [*] --> placed',
    ...Object.entries(MOVES).flatMap(([from, targets]) =>
      targets.length === 0
        ? [`  ${name(from)} --> [*]`]
        : targets.map((to) => `  ${name(from)} --> ${name(to)}`),
    ),
  ];
  return [
    '# The states of an order',
    '',
    'Generated from `services/orders/src/ordering/order-status.ts` by `services/orders/scripts/draw-states.ts`.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...lines,
    '```',
    '',
  ].join('\n');
}
