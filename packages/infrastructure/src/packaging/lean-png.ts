import type { Plugin } from 'esbuild';
import { refusing } from './refusing.ts';

/** Compresses as Node does, which has zlib: fflate makes its tables whenever it is loaded. */
const BY_NODE = `import { deflateSync } from 'node:zlib';
  export const zlibSync = (data, { level }) => deflateSync(data, { level });
  ${refusing('fflate', ['Unzlib', 'unzlibSync'])}`;

/** Packages what writes PNG pictures with Node's own compression, and without what reads them. */
export const leanPng: Plugin = {
  name: 'lean-png',
  setup(build) {
    build.onLoad({ filter: /\/fflate\/esm\/(?:index\.m|browser\.)js$/ }, () => ({
      contents: BY_NODE,
      loader: 'js',
    }));
    build.onLoad({ filter: /\/fast-png\/lib\/png_decoder\.js$/ }, () => ({
      contents: `${refusing('fast-png', ['PngDecoder'])}\nexport { PngDecoder as default };`,
      loader: 'js',
    }));
  },
};
