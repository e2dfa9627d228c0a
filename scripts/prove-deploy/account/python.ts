import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';

/** botocore is what ministack pins; its key store signs with cryptography. */
const PACKAGES = ['ministack==1.5.33', 'cryptography==50.0.2'];

/**
 * Makes the virtual environment of the emulated account where it is not yet there.
 * @param cache a folder that is kept between runs
 * @returns its Python
 * @throws Error when Python 3 or the packages cannot be had
 */
export async function pythonOf(cache: string): Promise<string> {
  const folder = join(cache, PACKAGES.join('+').replaceAll('==', '-'));
  const python = join(folder, 'bin/python');
  if (existsSync(join(folder, 'bin/ministack'))) return python;
  mkdirSync(cache, { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', folder]);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
  return python;
}
