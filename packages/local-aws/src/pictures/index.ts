export { DRAWINGS } from './drawings.ts';
export { productPicture } from './product-picture.ts';
