export { workerThread } from '../../analysis/port';
