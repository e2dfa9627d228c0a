import type { NamedFile } from './load-report.ts';

/** Gives a file to whoever asked for it, as a link to it would. */
export function saveFile({ name, content }: NamedFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
