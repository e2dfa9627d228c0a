import { writeFileSync } from 'node:fs';
import { statesDrawing } from './states-drawing.ts';

// Run after a change of src/ordering/order-status.ts; a test compares the drawing with the table.
writeFileSync(new URL('../docs/order-states.md', import.meta.url), statesDrawing());
