import { leanPng } from './lean-png.ts';
import { leanSdk } from './lean-sdk.ts';
import { leanStripe } from './lean-stripe.ts';
import { ownCode } from './own-code.ts';

/** What esbuild does with every function as it is packaged. serverless-esbuild loads the list by its default export. */
const plugins = [leanPng, leanSdk, leanStripe, ownCode];
export default plugins;
