import { dirname } from 'node:path';
import { checkDependencies } from './dependencies/check.ts';

/**
 * Checks what the project stands on: integrity, licences, packages that were given up, known vulnerabilities.
 *
 * OSV_FOLDER=<folder>   advisories of the OSV schema, read without a network, instead of asking the registry
 * AUDIT=required        not being able to find out about vulnerabilities is a failure too
 */
const { OSV_FOLDER: osvFolder, AUDIT: audit } = process.env;
const root = dirname(import.meta.dirname);
const findings = await checkDependencies(root, { osvFolder }, new Date().toISOString().slice(0, 10));
let failed = false;
for (const { about, problems, unknown } of findings) {
  const wrong = unknown === undefined || audit !== 'required' ? problems : [...problems, unknown];
  failed ||= wrong.length > 0;
  const verdict = unknown === undefined ? 'ok' : `NOT CHECKED: ${unknown}`;
  console.log(`${wrong.length > 0 ? 'REFUSED' : verdict}  ${about}`);
  for (const problem of wrong) console.log(`  ${problem}`);
}
if (findings.some(({ unknown }) => unknown !== undefined))
  console.log(
    '\nNobody looked for known vulnerabilities in this run. Run it where the registry can be asked, or with OSV_FOLDER=<dump>.',
  );
if (failed) process.exitCode = 1;
