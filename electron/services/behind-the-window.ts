/**
 * Everything of this folder that the desktop app needs, as one part: reading it takes longer than opening a window, so
 * the app reads it once its window is on the way.
 */
export { workerThread } from '../analysis/port';
export { measureOnThread } from './build/measure-thread';
export { packOnThread } from './build/pack-thread';
export { serviceHandlers } from './handlers';
export { runRequest } from './run-request';
export { createServices, type Services } from './services';
export { SettingsService } from './settings';
