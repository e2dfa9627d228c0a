/*
 * Lines of several services travel through one pipe. Each begins with the name of its service and a control character that says
 * what it is; a line of the process itself has neither.
 */
const SAYS = '\u0002';
const ENDS = '\u0003';
const MARKED = new RegExp(`^([a-z-]+)([${SAYS}${ENDS}])`);

export type MarkedLine = Readonly<{ service: string | undefined; line: string; ends: boolean }>;

export const markedLine = (service: string, line: string): string => `${service}${SAYS}${line}`;
export const markedEnd = (service: string): string => `${service}${ENDS}`;

/** Tells whose a line is, and whether it says that this service has ended. */
export function readMarkedLine(text: string): MarkedLine {
  const [mark, service, kind] = MARKED.exec(text) ?? [];
  if (mark === undefined) return { service: undefined, line: text, ends: false };
  return { service, line: text.slice(mark.length), ends: kind === ENDS };
}
