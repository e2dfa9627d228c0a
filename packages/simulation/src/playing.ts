import './world/real-time.ts';
import './world/globals.ts';

// What the bundle of a shop offers to whoever plays histories with it.
export { countLives } from './cost/lives.ts';
export { declared } from './coverage/declared.ts';
export { play } from './history.ts';
export { answer } from './releases/answer.ts';
export { hear } from './releases/hear.ts';
export { tell } from './releases/tell.ts';
export { planOf } from './plan.ts';
export { record } from './replay/record.ts';
export { shrink } from './shrink.ts';
export { realNow, realPause } from './world/real-time.ts';
