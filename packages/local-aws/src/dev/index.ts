export { queueClient, queuesOf, runNow, waitingMessages } from './ask-shop.ts';
export { DEMO_ACCOUNTS } from '../gateway/index-page.ts';
export { LogFile, logFilesOf } from './log-file.ts';
export { OWNERS, ownedRoutes, type Service } from '../gateway/service-routes.ts';
export { startGateway } from '../gateway/start-gateway.ts';
export { type Child, startChild } from '../emulators/child-process.ts';
export { logLine } from './log-line.ts';
export { releaseMemoryOnceSettled } from '../release-memory.ts';
export { type Shop, startShop } from './start-shop.ts';
