import { writeFileSync } from 'node:fs';
import { DRAWINGS, statesDrawing } from './states-drawing.ts';

// Run after a change of a table of moves; a test compares the drawings with the tables.
for (const [file, drawing] of Object.entries(DRAWINGS)) {
  writeFileSync(new URL(`../docs/${file}`, import.meta.url), statesDrawing(drawing));
}
