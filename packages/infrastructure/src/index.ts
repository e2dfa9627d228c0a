export { parseCloudFormation } from './cloudformation-yaml.ts';
export { type ExpandedService, expandService } from './expand-service.ts';
export type { DeclaredRoute } from './expand-route.ts';
export { type FunctionFolder, functionFolders, readFunctionFile } from './function-folders.ts';
export { camelCase, ownerOf, pascalCase } from './names.ts';
export { type DeclaredConsumer, declaredConsumers, declaredRoutes } from './declared.ts';
export { protect } from './protection/protect.ts';
export type { CompiledTemplate } from './protection/template.ts';
