import { world } from '../world-now.ts';

export const publishCount = (name: string, value: number): void => world().counted(name, value);
