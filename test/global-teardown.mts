import { rmSync } from 'node:fs';

export default async function globalTeardown(): Promise<void> {
  await globalThis.stopEmulators?.();
  const { temporaryFolder } = globalThis;
  if (temporaryFolder !== undefined) rmSync(temporaryFolder, { recursive: true, force: true, maxRetries: 5 });
}
