import { type Area, AREAS } from './mutation/areas.ts';
import { Laboratory } from './mutation/laboratory.ts';
import { type Mutant, scoreOf } from './mutation/mutants.ts';
import { PROTECTIONS } from './mutation/protections.ts';
import { examine, installStryker } from './mutation/stryker.ts';
import { isExplained } from './mutation/survivors.ts';
import { takingOut } from './mutation/take-out.ts';

/** In a hundred. */
const LEAST_NOTICED = 90;

const known = ['protections', ...Object.keys(AREAS)];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0)
  throw new Error(
    `Usage: pnpm mutate [${known.join(' | ')} …]. No such part: ${unknown.join(', ')}. There are ${known.join(', ')}.`,
  );

const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);
const laboratory = new Laboratory();
try {
  const failed = isAsked('protections') && !protectionsHold() ? ['protections'] : [];
  const areas = Object.entries(AREAS).filter(([name]) => isAsked(name));
  if (areas.length > 0) installStryker(laboratory);
  failed.push(...areas.filter(([name, area]) => !passes(name, area)).map(([name]) => name));
  if (failed.length > 0) throw new Error(`Changes go unnoticed: ${failed.join(', ')}.`);
} finally {
  laboratory.close();
}

function protectionsHold(): boolean {
  const takeOut = takingOut(laboratory);
  const unproved = PROTECTIONS.filter((protection) => {
    const wrong = takeOut(protection);
    console.log(`${wrong === undefined ? 'proved' : 'NOT PROVED'} ${protection.items}: ${protection.named}`);
    if (wrong !== undefined) console.log(`  ${protection.file}: ${wrong}`);
    return wrong !== undefined;
  });
  console.log(`protections: ${PROTECTIONS.length} taken out, ${unproved.length} of them unnoticed`);
  return unproved.length === 0;
}

function passes(name: string, area: Area): boolean {
  const mutants: Mutant[] = [];
  let unexplained = 0;
  for (const some of examine(laboratory, area)) {
    mutants.push(...some);
    const unnoticed = some.filter((mutant) => mutant.outcome === 'unnoticed' && !isExplained(mutant));
    unexplained += unnoticed.length;
    for (const { file, line, original, replacement } of unnoticed)
      console.log(`${file}:${line}\n- ${original}\n+ ${replacement}\n`);
    console.log(`${name}: ${mutants.length} changes so far, ${scoreOf(mutants).toFixed(1)} % noticed`);
  }
  const score = scoreOf(mutants);
  console.log(
    `${name}: ${mutants.length} changes, ${score.toFixed(1)} % noticed; ${unexplained} neither noticed nor explained`,
  );
  return score >= LEAST_NOTICED && unexplained === 0;
}
