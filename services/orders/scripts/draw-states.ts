import { writeFileSync } from 'node:fs';
import { statesDrawing } from './states-drawing.ts';

// Run after a change of src/domain/order-status.ts; a test compares the drawing with the table.
writeFileSync(new URL('../docs/order-states.md', import.meta.url), statesDrawing());
