import { leanSdk } from './lean-sdk.ts';
import { leanStripe } from './lean-stripe.ts';
import { withoutUnusedConstants } from './unused-constants.ts';

/** What esbuild does with every function as it is packaged. serverless-esbuild loads the list by its default export. */
const plugins = [leanSdk, leanStripe, withoutUnusedConstants];
export default plugins;
