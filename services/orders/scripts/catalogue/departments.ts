import type { Department } from './department.ts';
import { accessories } from './accessories.ts';
import { beauty } from './beauty.ts';
import { books } from './books.ts';
import { clothing } from './clothing.ts';
import { digital } from './digital.ts';
import { food } from './food.ts';
import { home } from './home.ts';
import { kitchen } from './kitchen.ts';
import { sports } from './sports.ts';

/** The demonstration catalogue, in the order of the shop's menu. */
export const DEPARTMENTS: readonly Department[] = [
  home,
  kitchen,
  digital,
  clothing,
  sports,
  books,
  beauty,
  food,
  accessories,
];
