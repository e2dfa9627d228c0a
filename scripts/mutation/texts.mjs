// What a person reads is not behaviour: descriptions of fields and the words of errors are left as they are.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const WORDS = { field: 1, defineError: 2 };

const isOfWords = ({ node, parent, listKey, key }) => {
  if (parent?.type !== 'CallExpression' || listKey !== 'arguments') return false;
  const first = WORDS[parent.callee.name];
  return first !== undefined && key >= first && node !== undefined;
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore: (path) => (isOfWords(path) ? 'words for people' : undefined),
  }),
];
